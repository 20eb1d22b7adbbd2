import type { HoksData, HoksField, HoksSection } from '../../api/hoks';

/** What stands in the fields of the form: a text each, empty where nothing is written. */
export type Written = Readonly<Record<string, string>>;

/** A field of the form; a list of parts is one, with the fields of its parts. */
export interface FormField extends HoksField {
  readonly ofParts?: readonly HoksField[];
}

/** The fields that are written by hand, of a HOKS of this type of study right: the main ones, and the lists of parts. */
export function editableOf(sections: readonly HoksSection[], studyRightType: string): FormField[] {
  const isMeant = ({ onlyFor }: { onlyFor: string | null }) => onlyFor === null || onlyFor === studyRightType;
  return sections.filter(isMeant).flatMap(({ name, title, repeated, onlyFor, fields }): FormField[] => {
    const written = fields.filter((field) => field.editable && isMeant(field));
    if (!repeated) return written;
    const rules = { hint: null, required: false, editable: true, codes: [] };
    return written.length === 0 ? [] : [{ ...rules, name, title, onlyFor, kind: 'LIST', ofParts: fields }];
  });
}

/** A part as it stands in the form: what lies deeper in it, and what has no field, stays as it is. */
export type Part = Readonly<Record<string, unknown>>;

/** The parts of a list. @param text as `Written` holds it */
export function partsIn(text: string): readonly Part[] {
  return text === '' ? [] : (JSON.parse(text) as Part[]);
}

export function textOfParts(parts: readonly Part[]): string {
  return parts.length === 0 ? '' : JSON.stringify(parts);
}

export function writtenOf(data: HoksData | null, fields: readonly HoksField[]): Written {
  return Object.fromEntries(fields.map(({ name }) => [name, textOf(data?.[name])]));
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? textOfParts(value as Part[]) : String(value);
}

/** Required fields in which nothing is written. */
export function missingIn(written: Written, fields: readonly HoksField[]): HoksField[] {
  return fields.filter(({ required, name }) => required && (written[name] ?? '').trim() === '');
}

/** Names of the fields in which two differ. */
export function changedBetween(one: Written, other: Written): string[] {
  return Object.keys({ ...one, ...other }).filter((name) => (one[name] ?? '').trim() !== (other[name] ?? '').trim());
}

type Value = string | boolean | readonly Part[];

/** The value that eHOKS's field has. Undefined: nothing is written. */
export function valueOf(field: FormField, text: string): Value | undefined {
  const written = text.trim();
  if (written === '') return undefined;
  if (field.kind === 'LIST') return partsIn(written).map((part) => sentPart(part, field.ofParts ?? []));
  return field.kind === 'YES_NO' ? written === 'true' : written;
}

/** Numbers are written as text, with comma or point; what is empty is not sent. */
function sentPart(part: Part, fields: readonly HoksField[]): Part {
  const sent = Object.entries(part).flatMap(([name, value]) => {
    if (typeof value !== 'string') return [[name, value] as const];
    const text = value.trim();
    const number = Number(text.replace(',', '.'));
    const isNumber = fields.find((field) => field.name === name)?.kind === 'NUMBER' && !Number.isNaN(number);
    return text === '' ? [] : [[name, isNumber ? number : text] as const];
  });
  return Object.fromEntries(sent);
}

/** The fields with a value, as a request carries them. */
export function bodyOf(written: Written, fields: readonly FormField[]): Record<string, Value> {
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
