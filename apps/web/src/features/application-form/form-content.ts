import type { components, paths } from '../../api/generated/applications';
import { creditsFromText, textOfCredits } from '../../ui/credits-text';

export type Application = components['schemas']['NamedApplication'];
export type ApplicationPart = components['schemas']['ApplicationPart'];
export type Course = components['schemas']['Target'];
export type Handler = Pick<components['schemas']['HandlerCandidate'], 'personId' | 'name'>;
export type RecognitionType = Exclude<ApplicationPart['type'], 'UNDECIDED'>;
type DraftBody = NonNullable<
  paths['/api/applications/v1/applications/{id}']['put']['requestBody']
>['content']['application/json'];
export type PartBody = NonNullable<DraftBody['parts']>[number];

/** A basis as it stands in its fields: all of it text. */
export interface BasisFields {
  readonly kind: 'STUDY' | 'COMPETENCE';
  readonly name: string;
  readonly code: string;
  readonly organisation: string;
  readonly gainedOn: string;
  readonly grade: string;
  readonly credits: string;
}

export interface PartFields {
  /** 1-based place in the application. */
  readonly number: number;
  readonly type: RecognitionType | '';
  readonly bases: readonly BasisFields[];
  readonly targets: readonly Course[];
  readonly credits: string;
}

/** What the student writes in: a whole draft, or the parts that were returned. */
export interface FormContent {
  readonly handler: Handler | null;
  readonly parts: readonly PartFields[];
}

export const NEW_BASIS: BasisFields = {
  kind: 'STUDY',
  name: '',
  code: '',
  organisation: '',
  gainedOn: '',
  grade: '',
  credits: '',
};

export function newPart(number: number): PartFields {
  return { number, type: '', bases: [NEW_BASIS], targets: [], credits: '' };
}

/** The parts that can be written in: all of a draft, the returned ones of what was sent. */
export function writtenParts(application: Application): readonly ApplicationPart[] {
  return application.parts.filter(({ state }) => state === 'DRAFT' || state === 'RETURNED');
}

export function contentOf(application: Application): FormContent {
  const { handlerId, names } = application;
  return {
    handler: handlerId === null ? null : { personId: handlerId, name: names[handlerId] ?? '' },
    parts: writtenParts(application).map((part) => ({
      number: part.number,
      type: part.type === 'UNDECIDED' ? '' : part.type,
      bases: part.bases.length > 0 ? part.bases.map(fieldsOfBasis) : [NEW_BASIS],
      targets: part.targets,
      credits: part.creditsApplied === 0 ? '' : textOfCredits(part.creditsApplied),
    })),
  };
}

function fieldsOfBasis(basis: components['schemas']['Basis']): BasisFields {
  const { kind, name, code, organisation, gainedOn, grade, credits } = basis;
  return {
    ...{ kind, name, gainedOn },
    ...{ code: code ?? '', organisation: organisation ?? '', grade: grade ?? '', credits: textOfCredits(credits) },
  };
}

/** The part as the service takes it; a basis in which nothing is written yet is none. */
export function bodyOfPart({ type, bases, targets, credits }: PartFields): PartBody {
  return {
    type: type || null,
    bases: bases.filter(isBegun).map((basis) => ({
      kind: basis.kind,
      name: basis.name.trim() || null,
      code: basis.kind === 'STUDY' ? basis.code.trim() || null : null,
      organisation: basis.organisation.trim() || null,
      gainedOn: dayIn(basis.gainedOn),
      grade: basis.kind === 'STUDY' ? basis.grade.trim() || null : null,
      credits: basis.kind === 'STUDY' ? numberIn(basis.credits) : null,
    })),
    targets: type === 'INCLUSION' ? [] : targets.map(({ courseCode }) => ({ courseCode })),
    creditsApplied: numberIn(credits),
  };
}

function isBegun({ kind: _, ...texts }: BasisFields): boolean {
  return Object.values(texts).some((text) => text.trim() !== '');
}

/** Nothing for what is no number yet: the field says so, and the rest is saved. */
function numberIn(text: string): number | null {
  return creditsFromText(text) ?? null;
}

function dayIn(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
}

/** Whether something is written that the service cannot be sent: it lives in this tab until it is readable. */
export function hasUnreadable({ parts }: FormContent): boolean {
  return parts.some(
    ({ credits, bases }) =>
      isUnreadable(credits) ||
      bases.some((basis) => isUnreadable(basis.credits) || (basis.gainedOn !== '' && dayIn(basis.gainedOn) === null)),
  );
}

export function isUnreadable(credits: string): boolean {
  return credits.trim() !== '' && creditsFromText(credits) === undefined;
}

/** The id of a field's element is its path in the application, as the service names it in what is missing or wrong. */
export function fieldId(part: number, field: string): string {
  return `parts.${part - 1}.${field}`;
}
