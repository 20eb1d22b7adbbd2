import type { HoksData, HoksField, HoksSection } from '../../api/hoks';
import { missingWithin, type MissingWithin, type Part, partsIn, sentPart, textOfParts } from './parts';

/** What stands in the fields of the form: a text each, empty where nothing is written. */
export type Written = Readonly<Record<string, string>>;

/** A field of the form; a list of parts is one, with the fields that its parts have. */
export interface FormField extends HoksField {
  readonly ofParts?: readonly HoksField[];
}

/** The fields that are written by hand, of a HOKS of this type of study right: the main ones, and the lists of parts. */
export function editableOf(sections: readonly HoksSection[], studyRightType: string): FormField[] {
  const isMeant = ({ onlyFor }: { onlyFor: string | null }) => onlyFor === null || onlyFor === studyRightType;
  return sections.filter(isMeant).flatMap(({ name, title, repeated, onlyFor, fields }): FormField[] => {
    const written = fields.filter((field) => field.editable && isMeant(field));
    if (!repeated) return written;
    const rules = { hint: null, required: false, editable: true, codes: [], within: [] };
    return written.length === 0 ? [] : [{ ...rules, name, title, onlyFor, kind: 'LIST', ofParts: fields }];
  });
}

export function writtenOf(data: HoksData | null, fields: readonly HoksField[]): Written {
  return Object.fromEntries(fields.map(({ name }) => [name, textOf(data?.[name])]));
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? textOfParts(value as Part[]) : String(value);
}

/**
 * Required fields in which nothing is written, with their places. A list is looked into where it has been changed: what a system has sent
 * before is not held against the person.
 */
export function missingIn(written: Written, fields: readonly FormField[], stored: Written = {}): MissingWithin[] {
  const changed = changedBetween(stored, written);
  return fields.flatMap((field): MissingWithin[] => {
    const { name, required, ofParts: known } = field;
    const text = written[name] ?? '';
    if (known && changed.includes(name)) {
      return missingWithin(partsIn(text), { edited: known.filter(({ editable }) => editable), known, path: name });
    }
    return required && text.trim() === '' ? [{ path: name, field }] : [];
  });
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
