import { describe, expect, it } from '@jest/globals';
import { reportedDirectives } from './reported-directives.js';

const violation = (effectiveDirective: string) => ({ type: 'csp-violation', body: { effectiveDirective } });

describe('reports of the content security policy', () => {
  it.each<[string, unknown, string[]]>([
    ['by report-uri', { 'csp-report': { 'effective-directive': 'img-src' } }, ['img-src']],
    ['of an older browser', { 'csp-report': { 'violated-directive': "style-src 'self'" } }, ['style-src']],
    ['by the Reporting API', [violation('script-src-elem'), violation('img-src')], ['script-src-elem', 'img-src']],
    ['of another kind', [{ type: 'deprecation', body: { id: 'x' } }, { type: 'crash' }], []],
    ['with a directive that we have not', [violation('https://x.example/?name=Aino')], ['other']],
    ['without a directive', { 'csp-report': {} }, ['other']],
    ['that are none', 'x', []],
    ['that are none at all', null, []],
    ['many at once', Array.from({ length: 500 }, () => violation('img-src')), Array(20).fill('img-src') as string[]],
  ])('%s', (_, report, directives) => {
    expect(reportedDirectives(report)).toEqual(directives);
  });
});
