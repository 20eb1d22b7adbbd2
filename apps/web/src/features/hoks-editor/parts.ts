import type { HoksField } from '../../api/hoks';

/** A part as it stands in the form, and a thing in it: what has no field in the form stays as it is. */
export type Part = Readonly<Record<string, unknown>>;

/** What is wrong, by the place in the HOKS: "hankittavat-ammat-tutkinnon-osat.0.osaamisen-hankkimistavat.1". */
export type Errors = Readonly<Record<string, string>>;

/** The parts of a list. @param text as `Written` holds it */
export function partsIn(text: string): readonly Part[] {
  return text === '' ? [] : thingsIn(JSON.parse(text));
}

export function textOfParts(parts: readonly Part[]): string {
  return parts.length === 0 ? '' : JSON.stringify(parts);
}

export function thingsIn(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.filter(isThing) : [];
}

export function thingIn(value: unknown): Part {
  return isThing(value) ? value : {};
}

/** The text of a field of a thing; of several texts one on a line. */
export function shownText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(String).join('\n') : String(value);
}

/** The fields that people write in a list or a thing. @param known all fields of the section */
export function fieldsWithin({ within }: HoksField, known: readonly HoksField[]): HoksField[] {
  return within.flatMap(({ name, required }) => {
    const field = known.find((one) => one.name === name);
    return field ? [{ ...field, required, editable: true }] : [];
  });
}

/** A required field of a thing in which nothing is written. */
export interface MissingWithin {
  readonly path: string;
  readonly field: HoksField;
}

/** @param edited the fields of the things that are written */
export function missingWithin(
  things: readonly Part[],
  { edited, known, path }: { edited: readonly HoksField[]; known: readonly HoksField[]; path: string },
): MissingWithin[] {
  return things.flatMap((thing, place) =>
    edited.flatMap((field): MissingWithin[] => {
      const at = `${path}.${place}.${field.name}`;
      if (field.kind === 'LIST') {
        return missingWithin(thingsIn(thing[field.name]), { edited: fieldsWithin(field, known), known, path: at });
      }
      return field.required && shownText(thing[field.name]).trim() === '' ? [{ path: at, field }] : [];
    }),
  );
}

/**
 * The thing as a request carries it: numbers are written as text, with comma or point; several texts one on a line; what is empty is
 * not sent.
 */
export function sentPart(part: Part, known: readonly HoksField[]): Part {
  const sent = Object.entries(part).flatMap(([name, value]): [string, unknown][] => {
    const kind = known.find((field) => field.name === name)?.kind;
    if (kind === 'LIST' && Array.isArray(value)) {
      return [[name, value.map((one: unknown) => (isThing(one) ? sentPart(one, known) : one))]];
    }
    if (kind === 'THING' && isThing(value)) {
      const thing = sentPart(value, known);
      return Object.keys(thing).length === 0 ? [] : [[name, thing]];
    }
    if (typeof value !== 'string') return [[name, value]];
    const text = value.trim();
    if (text === '') return [];
    const number = Number(text.replace(',', '.'));
    if (kind === 'NUMBER' && !Number.isNaN(number)) return [[name, number]];
    return [[name, kind === 'TEXTS' ? text.split('\n').flatMap((line) => line.trim() || []) : text]];
  });
  return Object.fromEntries(sent);
}

function isThing(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
