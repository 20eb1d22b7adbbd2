import type { CasePart } from '../../../api/case';
import { creditsFromText } from '../../../ui/credits-text';

export type Outcome = 'APPROVED' | 'REJECTED';
export type DecisionField = 'grantedCredits' | 'grade' | 'fieldOfEducation' | 'keywords' | 'reasons' | 'basisName';

/** What is being written; texts as in the fields. */
export interface DecisionForm {
  readonly outcome: Outcome | '';
  readonly grantedCredits: string;
  readonly grade: string;
  readonly fieldOfEducation: string;
  readonly keywords: string;
  readonly reasons: string;
  readonly basisName: string;
  /** Answer to a refusal: what becomes public may hold the applicant's name. */
  readonly applicantsNameMayStand: boolean;
}

/** Under which the form is kept in the tab until the service has it. */
export function typedTarget({ id, round }: Pick<CasePart, 'id' | 'round'>): string {
  return `decision.${id}.${round}`;
}

interface FieldOfOutcome {
  readonly field: DecisionField;
  /** Left out: never. */
  readonly neededFor?: (part: CasePart) => boolean;
  /** Left out: always. */
  readonly askedFor?: (part: CasePart) => boolean;
}

interface OutcomeRule {
  readonly outcome: Outcome;
  /** The key that chooses it (pages.md 5.8). */
  readonly key: string;
  readonly fields: readonly FieldOfOutcome[];
}

const always = () => true;
const grantsCredits = ({ type }: CasePart) => type !== 'EXEMPTION';
const isNameless = ({ type, bases }: CasePart) => type === 'INCLUSION' && bases.every(({ name }) => name.trim() === '');

/** Each outcome with the fields that follow it (pages.md 8.4). One more outcome is one more row. */
export const OUTCOMES: readonly OutcomeRule[] = [
  {
    outcome: 'APPROVED',
    key: 'a',
    fields: [
      { field: 'grantedCredits', neededFor: always, askedFor: grantsCredits },
      { field: 'grade' },
      { field: 'fieldOfEducation', neededFor: always },
      { field: 'keywords', neededFor: always },
      { field: 'basisName', neededFor: isNameless },
      { field: 'reasons' },
    ],
  },
  { outcome: 'REJECTED', key: 'r', fields: [{ field: 'reasons', neededFor: always }] },
];

/** The fields of an outcome for this part, in their order. */
export function fieldsOf(outcome: Outcome | '', part: CasePart): { field: DecisionField; needed: boolean }[] {
  const fields = OUTCOMES.find((rule) => rule.outcome === outcome)?.fields ?? [];
  return fields
    .filter(({ askedFor }) => askedFor?.(part) ?? true)
    .map(({ field, neededFor }) => ({ field, needed: neededFor?.(part) ?? false }));
}

/** What stands in the form before the handler writes (R108): all that can be granted, and the grade that the student has. */
export function prefilled(part: CasePart, before: Partial<DecisionForm> = {}): DecisionForm {
  const brought = part.bases
    .map(({ grade }) => grade)
    .find((grade) => grade !== null && part.possibleGrades.includes(grade));
  return {
    outcome: '',
    grantedCredits: String(part.mostCredits).replace('.', ','),
    grade: brought ?? part.possibleGrades.find((grade) => grade === 'HYV') ?? '',
    fieldOfEducation: '',
    keywords: '',
    reasons: '',
    basisName: '',
    applicantsNameMayStand: false,
    ...before,
  };
}

/** Needed fields in which nothing stands, and credits that are no number. */
export function missingIn(form: DecisionForm, part: CasePart): DecisionField[] {
  return fieldsOf(form.outcome, part)
    .filter(({ field, needed }) => {
      if (field === 'grantedCredits') return creditsFromText(form.grantedCredits) === undefined;
      return needed && form[field].trim() === '';
    })
    .map(({ field }) => field);
}

export function keywordsIn(text: string): string[] {
  const words = text.toLowerCase().split(/[\s,;]+/);
  return [...new Set(words.filter((word) => word !== ''))];
}

/** The command: only what the outcome asks for, and no empty texts. */
export function decisionBody(form: DecisionForm & { readonly outcome: Outcome }, part: CasePart) {
  const asked = new Set(fieldsOf(form.outcome, part).map(({ field }) => field));
  const text = (field: 'grade' | 'reasons' | 'basisName') =>
    asked.has(field) && form[field].trim() !== '' ? { [field]: form[field].trim() } : {};
  return {
    outcome: form.outcome,
    ...(asked.has('grantedCredits') && { grantedCredits: creditsFromText(form.grantedCredits) ?? 0 }),
    ...(asked.has('fieldOfEducation') && { fieldOfEducation: Number(form.fieldOfEducation) }),
    ...(asked.has('keywords') && { keywords: keywordsIn(form.keywords) }),
    ...text('grade'),
    ...text('reasons'),
    ...text('basisName'),
    ...(form.applicantsNameMayStand && { applicantsNameMayStand: true }),
  };
}
