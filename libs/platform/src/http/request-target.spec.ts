import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPlainPath } from './request-target.js';

describe('the target of a request', () => {
  it.each([
    '/',
    '/api/applications/v1/applications/0193a0b0-0000-7000-8000-000000000001?cursor=..',
    '/koski/api/opiskeluoikeus/1.2.246.562.15.00000000001',
    '/api/x/...',
    '/api/x/.well-known',
    '/api/x/a..b',
    '/api/x/%C3%A4',
    '/api/x/%252e%252e',
  ])('%s is a plain path', (target) => {
    expect(isPlainPath(target)).toBe(true);
  });

  it.each([
    '',
    '*',
    '//example.org/api',
    '/\\example.org/api',
    'http://example.org/api/applications',
    '/api/applications/../../health/ready',
    '/api/applications/..',
    '/api/./applications',
    '/api/%2e%2e/x',
    '/api/.%2E/x',
    '/api/..%2fx',
    '/api/..%5cx',
    '/api/..\\x',
    '/api/%zz',
    '/api/%ff',
  ])('%j is none', (target) => {
    expect(isPlainPath(target)).toBe(false);
  });

  it('what it lets through, a URL parser leaves as it is', () => {
    const piece = fc.constantFrom(
      'a',
      '.',
      '..',
      '%2e',
      '%2E',
      '/',
      '%2f',
      '\\',
      '%5c',
      '?',
      '#',
      ':',
      '@',
      'ä',
      '%C3%A4',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const target = `/${pieces.join('')}`;
        if (!isPlainPath(target)) return;
        const { host, pathname } = new URL(target, 'http://service.example');
        expect(host).toBe('service.example');
        expect(decodeURIComponent(pathname).replaceAll('\\', '/')).toBe(
          decodeURIComponent(target.split(/[?#]/, 1)[0] ?? '').replaceAll('\\', '/'),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
