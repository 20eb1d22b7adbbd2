import { z } from 'zod';
import { localisedTextView, pageView, textView } from '#platform';

/** One entry as readers see it: without its bank key, the only thing that could ever lead back. */
const foundPrecedent = z
  .object({
    id: z.guid(),
    programmeCode: z.string(),
    programmeName: localisedTextView,
    basisKind: z.enum(['STUDY', 'COMPETENCE']),
    basisCode: z.string().nullable(),
    basisName: z.string(),
    basisNameMissing: z.boolean(),
    basisNameNote: textView
      .exactOptional()
      .describe('Explains what is missing: a name that nobody gave (R98), or a text that told of a person (R85)'),
    basisKeywords: z.array(z.string()).readonly().describe('As it was filed: codes of ahot_keywords'),
    keywordsInWords: z
      .array(z.object({ code: z.string(), terms: localisedTextView }).readonly().meta({ id: 'KeywordInWords' }))
      .readonly()
      .describe('What they mean now, each once: one that has been merged is the other one'),
    targetName: localisedTextView.nullable(),
    recognitionType: z.enum(['SUBSTITUTION', 'INCLUSION', 'EXEMPTION']),
    partial: z.boolean(),
    creditsApplied: z.number().describe('ECTS credits, at most two decimals'),
    creditsGranted: z.number(),
    recognisedMonth: z.string().describe('YYYY-MM'),
    withheld: z
      .boolean()
      .describe('A name, a code or keywords were left out, because they would have told of a person'),
  })
  .readonly()
  .meta({ id: 'Precedent' });

export const precedentPage = pageView(foundPrecedent).meta({ id: 'PrecedentPage' });

export type FoundPrecedent = z.infer<typeof foundPrecedent>;
export type PrecedentPage = z.infer<typeof precedentPage>;
