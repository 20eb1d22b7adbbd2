import type { HoksData, HoksField } from '../../api/hoks';

/** What stands in the fields of the form: a text each, empty where nothing is written. */
export type Written = Readonly<Record<string, string>>;

/** The fields that are written by hand, of a HOKS of this type of study right. */
export function editableOf(fields: readonly HoksField[], studyRightType: string): HoksField[] {
  return fields.filter(({ editable, onlyFor }) => editable && (onlyFor === null || onlyFor === studyRightType));
}

export function writtenOf(data: HoksData | null, fields: readonly HoksField[]): Written {
  return Object.fromEntries(fields.map(({ name }) => [name, textOf(data?.[name])]));
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** Required fields in which nothing is written. */
export function missingIn(written: Written, fields: readonly HoksField[]): HoksField[] {
  return fields.filter(({ required, name }) => required && (written[name] ?? '').trim() === '');
}

/** Names of the fields in which two differ. */
export function changedBetween(one: Written, other: Written): string[] {
  return Object.keys({ ...one, ...other }).filter((name) => (one[name] ?? '').trim() !== (other[name] ?? '').trim());
}

/** The value that eHOKS's field has. Undefined: nothing is written. */
export function valueOf(field: HoksField, text: string): string | boolean | undefined {
  const written = text.trim();
  if (written === '') return undefined;
  return field.kind === 'YES_NO' ? written === 'true' : written;
}

/** The fields with a value, as a request carries them. */
export function bodyOf(written: Written, fields: readonly HoksField[]): Record<string, string | boolean> {
  const given = fields.flatMap((field) => {
    const value = valueOf(field, written[field.name] ?? '');
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(given);
}

/** Somebody else has saved meanwhile. */
export interface BroughtTogether {
  /** Mine on top of theirs: what only one of us has changed. */
  readonly written: Written;
  /** Names of the fields that both have changed, to different texts. */
  readonly conflicts: readonly string[];
}

/** @param base what both began with */
export function broughtTogether(base: Written, mine: Written, theirs: Written): BroughtTogether {
  const changedByMe = changedBetween(base, mine);
  const conflicts = changedBetween(base, theirs).filter(
    (name) => changedByMe.includes(name) && changedBetween(mine, theirs).includes(name),
  );
  const kept = Object.fromEntries(changedByMe.map((name) => [name, mine[name] ?? '']));
  return { written: { ...theirs, ...kept }, conflicts };
}
