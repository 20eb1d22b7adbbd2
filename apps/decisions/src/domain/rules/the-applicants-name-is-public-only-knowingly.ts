import type { Refusal } from '../../errors.js';
import type { DecisionContent } from '../decision-content.js';
import type { PartContent } from '../case.js';
import { publicTextsOf } from '../public-texts.js';

/** Whose application it is, and which public texts with that name an officer has let stand for this part before. */
export interface Applicant {
  /** Undefined where the university has not published it, or has had it forgotten: then nothing is asked. */
  readonly name: string | undefined;
  readonly agreedTexts: readonly string[];
}

/**
 * R85, R91: a name may also be a word ("Aino", "Taito"), a firm or a place, so the officer is asked, once for a text. The
 * answer is kept with the decision.
 */
export function theApplicantsNameIsPublicOnlyKnowingly(
  part: Pick<PartContent, 'bases'>,
  content: DecisionContent,
  applicant: Applicant,
): Refusal | undefined {
  const text = textWithName(part, content, applicant);
  if (text === undefined || content.applicantsNameMayStand === true) return undefined;
  return applicant.agreedTexts.includes(text) ? undefined : { refused: 'decision/public-name-is-the-applicants' };
}

/** The public texts as the officer agrees to them; undefined when they do not hold the applicant's name. */
export function textWithName(
  part: Pick<PartContent, 'bases'>,
  content: DecisionContent,
  { name }: Pick<Applicant, 'name'>,
): string | undefined {
  if (content.outcome !== 'APPROVED' || name === undefined) return undefined;
  const text = publicTextsOf(part, content).join(' + ');
  const names = wordsOf(name).filter((word) => word.length > 1);
  return wordsOf(text).some((word) => names.some((its) => isFormOf(word, its))) ? text : undefined;
}

/** Words without capitals and marks: Mäkinen, MÄKINEN and makinen are one name. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Longest ending of a Finnish case with a possessive suffix that is taken for a form of a name (Virtasella, Ainollekin). */
const ENDING = 6;

function isFormOf(word: string, name: string): boolean {
  if (word === name) return true;
  if (name.length < 4 || word.length > name.length + ENDING) return false;
  const bent = name.endsWith('nen') ? `${name.slice(0, -3)}s` : undefined;
  return word.startsWith(name) || (bent !== undefined && word.startsWith(bent));
}
