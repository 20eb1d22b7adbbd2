import type { CasePart } from '../../../api/case';
import { creditsFromText } from '../../../ui/credits-text';

export type Outcome = 'APPROVED' | 'REJECTED';
export type DecisionField = 'grantedCredits' | 'grade' | 'reasons' | 'basisName';
/** What the dialog of keywords asks for (R99, R103). */
export type FilingField = 'fieldOfEducation' | 'keywords';

/** A keyword as it was chosen. */
export interface ChosenKeyword {
  readonly code: string;
  readonly term: string;
  /** Of the term, where it is not that of the page. */
  readonly lang?: 'fi' | undefined;
}

/** What is being written; texts as in the fields. */
export interface DecisionForm {
  readonly outcome: Outcome | '';
  readonly grantedCredits: string;
  readonly grade: string;
  readonly fieldOfEducation: string;
  readonly chosen: readonly ChosenKeyword[];
  /** Words of their own, where the institution has no keyword in use. */
  readonly words: string;
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
    chosen: [],
    words: '',
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

/** An approval is filed under keywords when it is saved (R99); a rejection is not. */
export function isFiled(outcome: Outcome | ''): boolean {
  return outcome === 'APPROVED';
}

/** What the dialog still lacks. */
export function missingInFiling(form: DecisionForm): FilingField[] {
  return [
    ...(form.fieldOfEducation === '' ? (['fieldOfEducation'] as const) : []),
    ...(keywordsOf(form).length === 0 ? (['keywords'] as const) : []),
  ];
}

/** Adds the keyword, or takes it out again. */
export function toggled(chosen: readonly ChosenKeyword[], keyword: ChosenKeyword): readonly ChosenKeyword[] {
  const others = chosen.filter(({ code }) => code !== keyword.code);
  return others.length < chosen.length ? others : [...chosen, keyword];
}

/** The codes under which it is filed, each once. */
export function keywordsOf({ chosen, words }: Pick<DecisionForm, 'chosen' | 'words'>): string[] {
  return [...new Set([...chosen.map(({ code }) => code), ...keywordsIn(words)])];
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
    ...(isFiled(form.outcome) && { fieldOfEducation: Number(form.fieldOfEducation), keywords: keywordsOf(form) }),
    ...text('grade'),
    ...text('reasons'),
    ...text('basisName'),
    ...(form.applicantsNameMayStand && { applicantsNameMayStand: true }),
  };
}
