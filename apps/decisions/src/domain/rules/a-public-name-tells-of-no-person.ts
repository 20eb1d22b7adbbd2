import { personalDataIn } from '#kernel';
import type { Refusal } from '../../errors.js';
import type { DecisionContent } from '../decision-content.js';
import type { PartContent } from '../case.js';
import { publicTextsOf } from '../public-texts.js';

/**
 * R85, R91: what is approved becomes a precedent that the whole institution reads, so neither the name of the background, its
 * code nor a keyword may identify a person, whether the officer wrote it or the student.
 */
export function aPublicNameTellsOfNoPerson(
  part: Pick<PartContent, 'bases'>,
  content: DecisionContent,
): Refusal | undefined {
  if (content.outcome !== 'APPROVED') return undefined;
  for (const text of publicTextsOf(part, content)) {
    const found = personalDataIn(text);
    const field = content.keywords?.includes(text) ? 'keywords' : 'basisName';
    if (found !== undefined) return { refused: 'decision/public-name-tells-of-a-person', details: { found, field } };
  }
  return undefined;
}
