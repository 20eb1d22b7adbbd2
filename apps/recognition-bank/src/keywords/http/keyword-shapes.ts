import { z } from 'zod';
import { type LocalisedText, LIMITS } from '#kernel';
import { localisedTextView, pageView, say, textView } from '#platform';
import type { Keyword } from '../domain/keyword.js';
import { tidied, tidiedTerms } from '../domain/terms.js';

const term = z
  .string()
  .max(LIMITS.keyword * 5)
  .transform(tidied)
  .refine((text) => text !== '' && text.length <= LIMITS.keyword, say('tooLong', { maximum: LIMITS.keyword }));
/** A keyword with a line end or another control character cannot be read in a menu. */
const termOfOneLine = term.refine((text) => /^\P{C}+$/u.test(text), say('characters'));

/** What an administrator writes of a keyword. */
export const keywordContent = z.strictObject({
  terms: z
    .strictObject({ fi: termOfOneLine, sv: termOfOneLine.optional(), en: termOfOneLine.optional() })
    .transform((terms): LocalisedText => tidiedTerms(terms)),
  fieldsOfEducation: z
    .array(z.int().min(1).max(LIMITS.fieldOfEducation))
    .max(LIMITS.fieldOfEducation)
    .transform((fields) => [...new Set(fields)].sort((one, other) => one - other)),
});

export const keywordParams = z.strictObject({ code: z.string().min(1).max(LIMITS.keyword) });
export type KeywordParams = z.infer<typeof keywordParams>;

export const keywordShape = z
  .object({
    code: z.string(),
    terms: localisedTextView,
    fieldsOfEducation: z
      .array(z.int())
      .readonly()
      .describe('Of okmohjauksenala, 1–12; none: it is in the menu of every field'),
    state: z.enum(['LIVE', 'RETIRED']),
    mergedInto: z.string().nullable().describe('Code of the keyword that it means now'),
    version: z.int(),
  })
  .meta({ id: 'Keyword' });
export type KeywordView = z.infer<typeof keywordShape>;

/** The keyword as people and programs of its institution see it. */
export function keywordView({ code, terms, fieldsOfEducation, state, mergedInto, version }: Keyword): KeywordView {
  return { code, terms, fieldsOfEducation, state, mergedInto, version };
}

export const keywordListItem = keywordShape
  .extend({
    entries: z
      .int()
      .describe(
        'How many entries of the bank are filed under it or under one that was merged into it, counted to 1,000',
      ),
  })
  .meta({ id: 'KeywordListItem' });

export const keywordPage = pageView(keywordListItem)
  .extend({ total: z.int().describe('How many there are in all') })
  .meta({ id: 'KeywordPage' });
export type KeywordPage = z.infer<typeof keywordPage>;

export const menuItem = z
  .object({ code: z.string(), term: z.string(), language: z.enum(['fi', 'sv', 'en']).describe('Of the term') })
  .meta({ id: 'KeywordMenuItem' });
export const keywordMenu = pageView(menuItem).meta({ id: 'KeywordMenu' });
export type KeywordMenu = z.infer<typeof keywordMenu>;

const badLine = z
  .object({
    line: z.int().describe('As an editor numbers it'),
    code: z.string(),
    text: textView.describe('What is wrong with it'),
  })
  .meta({ id: 'BadLine' });
export type BadLineView = z.infer<typeof badLine>;

export const importReport = z
  .object({
    taken: z.boolean().describe('False: this is what would come of it'),
    added: z.int(),
    edited: z.int(),
    unchanged: z.int().describe('Lines that say what stands already'),
    badLines: z.array(badLine).readonly().describe('Of these nothing is taken'),
  })
  .meta({ id: 'KeywordImportReport' });
export type ImportReport = z.infer<typeof importReport>;

export const keywordExport = z
  .object({ csv: z.string(), nextCursor: z.string().nullable() })
  .meta({ id: 'KeywordExport' });
export type KeywordExport = z.infer<typeof keywordExport>;

/** A command without content. */
export const nothing = z.strictObject({});
