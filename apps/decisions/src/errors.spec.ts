import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { errors } from './errors.js';

const SOURCE = new URL('.', import.meta.url);
const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.(spec|scenario)\.ts$|^errors\.ts$/.test(file),
);
const used = new Set(
  sources.flatMap((file) => readFileSync(new URL(file, SOURCE), 'utf8').match(/decision\/[a-z-]+(?=')/g) ?? []),
);

describe('error codes', () => {
  it('every code that the service uses has its text, and every text its use', () => {
    expect([...used].sort()).toEqual(Object.keys(errors).sort());
  });

  it.each(Object.entries(errors))('%s speaks the same of its details in every language', (_code, { title, detail }) => {
    const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const text of [title, detail]) {
      expect(placeholders(text.sv)).toEqual(placeholders(text.fi));
      expect(placeholders(text.en)).toEqual(placeholders(text.fi));
      expect(Math.min(text.fi.length, text.sv.length, text.en.length)).toBeGreaterThan(10);
    }
  });
});
