import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '#kernel';
import type { ErrorTable } from './error-definition.js';
import { writeProblem } from './problem-document.js';
import { problemOf } from './problem.js';

const text = (en: string) => ({ fi: `${en} (fi)`, sv: `${en} (sv)`, en });
const table: ErrorTable = {
  'shop/closed': { status: 409, level: 'info', title: text('Closed'), detail: text('Come back.') },
  'shop/too-many': { status: 422, level: 'info', title: text('Many'), detail: text('At most {most}.'), at: 'count' },
  'shop/missing': { status: 422, level: 'info', title: text('Missing'), detail: text('Fill in.'), at: '{fields}' },
  'shop/content': { status: 400, level: 'info', title: text('Content'), detail: text('Correct it.') },
};
const written = (refusal: Refusal) =>
  writeProblem(problemOf(refusal), { url: '/', requestId: 'r', acceptLanguage: 'en' }, { table }).document;

const closed: Refusal = { refused: 'shop/closed' };
const many: Refusal = { refused: 'shop/too-many', details: { most: 3 } };
const missing: Refusal = { refused: 'shop/missing', details: { fields: 'name, size' } };
const content: Refusal = {
  refused: 'shop/content',
  details: { errors: [{ path: 'colour', code: 'shop/missing', message: 'Choose one.' }] },
};

describe('a refusal in a problem document', () => {
  it('that is alone and about no place says it all itself', () => {
    expect(written(closed)).not.toHaveProperty('errors');
  });

  it('that is about a place names it', () => {
    expect(written(many)).toMatchObject({
      ...{ code: 'shop/too-many', status: 422, most: 3 },
      errors: [{ path: 'count', code: 'shop/too-many', message: 'At most 3.' }],
    });
  });

  it('that is about several places names each', () => {
    expect(written(missing).errors?.map(({ path }) => path)).toEqual(['name', 'size']);
  });

  it('decides code and status, and those beside it stand with it in `errors`', () => {
    const all = { ...closed, others: [many, { ...missing, others: [content] }] };
    const { code, status, title, errors } = written(all);
    expect({ code, status, title }).toEqual({ code: 'shop/closed', status: 409, title: 'Closed' });
    expect(errors?.map(({ path, code, message }) => [path, code, message])).toEqual([
      ['', 'shop/closed', 'Come back.'],
      ['count', 'shop/too-many', 'At most 3.'],
      ['name', 'shop/missing', 'Fill in.'],
      ['size', 'shop/missing', 'Fill in.'],
      ['colour', 'shop/missing', 'Choose one.'],
    ]);
  });
});
