import { LIMITS } from '#kernel';
import type { RecordElement } from './record-element.js';
import { trimmed } from './xml-text.js';

/** First and last day; null: it goes on to the end of the study right. */
export interface Span {
  readonly start: string;
  readonly end: string | null;
}

/** Of a record what is decided on here; the rest of it is not kept. */
export interface RecordValues extends Span {
  readonly key: string;
  readonly studentKey: string;
  readonly type: number;
  readonly states: readonly (Span & { readonly state: number })[];
  readonly periods: readonly (Span & { readonly moduleCode: string; readonly educationCode: string | null })[];
}

/** A value that cannot be taken: where it stands, and why by a name that the texts of VIRTA have (virta-texts.ts). */
export class Refusal extends Error {
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(reason);
  }
}

export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}

/** AvainTyyppi, in characters. */
const LONGEST_MODULE_CODE = 200;
/** xs:date of four-digit years from 1900 (PvmTyyppi); a time zone may follow, which says nothing of a day. */
const DAY = /^((?:19|[2-9]\d)\d\d-\d\d-\d\d)(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?$/;
/** Stands where a character was lost before the record came here. */
const LOST = '\uFFFD';

/**
 * Reads the values of an `Opiskeluoikeus` as Opiskeluoikeudet.xsd, tyypit.xsd and koodistot.xsd (1.06.3) have them.
 * @returns the values, or the first that cannot be taken
 */
export function readRecord(element: RecordElement): RecordValues | Refusal {
  try {
    return valuesOf(element);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The record's own key, also of a record that is refused. */
export function keyOf(element: RecordElement): string | Refusal {
  try {
    return key(element, 'avain');
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function valuesOf(element: RecordElement): RecordValues {
  const ownKey = key(element, 'avain');
  const studentKey = key(element, 'opiskelijaAvain');
  const span = spanOf(element, '');
  const states = named(element, 'Tila');
  if (states.length === 0) throw new Refusal('Tila', 'MISSING');
  const readStates = states.map((state) => ({
    ...spanOf(state, 'Tila.'),
    state: code(required(state, 'Koodi', 'Tila.'), 7, 'Tila.Koodi'),
  }));
  const type = code(required(element, 'Tyyppi'), 20, 'Tyyppi');
  // Thousands of organisations, some by five digits, others as UK, 41 or Muu; the list grows by the month.
  if (!/^[\p{L}\p{N}]{1,5}$/u.test(required(element, 'Myontaja'))) throw new Refusal('Myontaja', 'ORGANISATION');
  const periods = named(element, 'Jakso').map((period) => ({
    ...spanOf(period, 'Jakso.'),
    moduleCode: attribute(period, 'koulutusmoduulitunniste', LONGEST_MODULE_CODE, 'Jakso.@koulutusmoduulitunniste'),
    educationCode: single(period, 'Koulutuskoodi', 'Jakso.')?.text ?? null,
  }));
  return { ...span, key: ownKey, studentKey, type, states: readStates, periods };
}

function spanOf(element: RecordElement, within: string): Span {
  const start = day(required(element, 'AlkuPvm', within), `${within}AlkuPvm`);
  const end = optional(element, 'LoppuPvm', within);
  return { start, end: end === null ? null : day(end, `${within}LoppuPvm`) };
}

/** A key as it was sent, spaces and all: xs:string keeps them, so "A" and "A " are two keys. */
function key(element: RecordElement, name: string): string {
  const value = attribute(element, name, LIMITS.keyOfAVirtaRecord, `@${name}`);
  if (trimmed(value) === '') throw new Refusal(`@${name}`, 'EMPTY');
  return value;
}

function attribute(element: RecordElement, name: string, longest: number, place: string): string {
  const value = element.attributes.get(name);
  if (value === undefined) throw new Refusal(place, 'MISSING');
  // xs:maxLength counts characters, not the halves that some take in UTF-16.
  if ([...value].length > longest) throw new Refusal(place, 'LENGTH');
  if (value.includes(LOST)) throw new Refusal(place, 'LOST_CHARACTERS');
  return value;
}

function required(element: RecordElement, name: string, within = ''): string {
  const value = single(element, name, within);
  if (value === undefined) throw new Refusal(within + name, 'MISSING');
  if (value.nil) throw new Refusal(within + name, 'NIL');
  return textOf(value, within + name);
}

/** Of an element that may be absent xsi:nil says the same, though the schema has no nillable element. */
function optional(element: RecordElement, name: string, within: string): string | null {
  const value = single(element, name, within);
  if (value === undefined) return null;
  if (!value.nil) return textOf(value, within + name);
  if (trimmed(value.text) !== '') throw new Refusal(within + name, 'NIL');
  return null;
}

function single(element: RecordElement, name: string, within: string): RecordElement | undefined {
  const [first, second] = named(element, name);
  if (second !== undefined) throw new Refusal(within + name, 'SEVERAL');
  return first;
}

function named(element: RecordElement, name: string): RecordElement[] {
  return element.children.filter((child) => child.name === name);
}

/** White space around a date or a code says nothing: of a date by xs:date, of a code because none has any. */
function textOf(element: RecordElement, place: string): string {
  const text = trimmed(element.text);
  if (text === '') throw new Refusal(place, 'EMPTY');
  if (text.includes(LOST)) throw new Refusal(place, 'LOST_CHARACTERS');
  return text;
}

function day(text: string, place: string): string {
  const found = DAY.exec(text)?.[1];
  if (found === undefined) throw new Refusal(place, 'DAY');
  const date = new Date(`${found}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== found) throw new Refusal(place, 'DAY');
  return found;
}

/** A code is compared as text: 01 is none. */
function code(text: string, highest: number, place: string): number {
  const number = /^[1-9]\d?$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > highest) throw new Refusal(place, 'CODE');
  return number;
}
