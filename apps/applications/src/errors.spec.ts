import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errors } from './errors.js';

const SOURCE = import.meta.dirname;

describe('the error codes of this service', () => {
  it('are all defined, and none is defined that nothing uses', () => {
    const used = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.(spec|scenario)\.ts$/.test(file) && !file.endsWith('errors.ts'))
      .flatMap((file) => readFileSync(join(SOURCE, file), 'utf8').match(/'application\/[a-z-]+'/g) ?? [])
      .map((code) => code.slice(1, -1));
    expect(Object.keys(errors).sort()).toEqual([...new Set(used)].sort());
  });

  it.each(Object.entries(errors))('%s speaks Finnish, Swedish and English', (_code, { title, detail }) => {
    for (const text of [title, detail]) {
      expect(new Set([text.fi, text.sv, text.en]).size).toBe(3);
      expect(Math.min(text.fi.length, text.sv.length, text.en.length)).toBeGreaterThan(5);
    }
  });
});
