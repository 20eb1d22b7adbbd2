import type { z } from 'zod';
import { checkedTexts } from './error-table.js';
import { fill } from './fill.js';
import { nameOfPath, nameOfValue, type Names } from './names.js';
import type { ErrorTable, Localised } from './error-definition.js';
import type { FieldError } from './problem.js';

/** What can be said about a field: the keys of `texts/fields.{fi,sv,en}.json`. Those after `characters` are for values of one form. */
const WORDINGS = [
  ...(['missing', 'empty', 'text', 'number', 'wholeNumber', 'yesOrNo', 'list', 'group', 'none'] as const),
  ...(['tooShort', 'tooLong', 'tooSmall', 'notAbove', 'tooBig', 'notBelow', 'tooFew', 'tooMany'] as const),
  ...(['oneOf', 'unknown', 'multiple', 'spelling', 'other', 'characters'] as const),
  ...(['day', 'moment', 'id', 'runningNumber', 'universityId', 'credits', 'reasonCode', 'studyRightType'] as const),
  ...(['keyword', 'programmeCode', 'cursor', 'version', 'idempotencyKey'] as const),
] as const;
export type Wording = (typeof WORDINGS)[number];

const texts = checkedTexts(new URL('./texts/', import.meta.url), WORDINGS, ['message'], 'fields');

/** A mistake in a field before it is put into a reader's words. */
export interface FieldFault {
  readonly path: string;
  readonly code: string;
  /** What is said; without one, what the service says of the code. */
  readonly wording?: Wording;
  readonly values?: Readonly<Record<string, unknown>>;
  /** What programs can go by beside the code; given as it is. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** More of a path or a name than this is not repeated. */
const LONGEST_TEXT = 300;
const LONGEST_NAME = 60;
const MOST_NAMES = 10;

const MARK = 'wording:';

type Said = readonly [Wording, Readonly<Record<string, unknown>>?];

/** For the checks of a schema: `z.string().regex(…, say('keyword'))` is answered with the sentence of that name. */
export function say(...said: Said): { error: string } {
  return { error: MARK + JSON.stringify(said) };
}

/** A schema may give a mistake a code of its own: `refine(…, { params: { code } })`. */
export function ownCodeOf(issue: z.core.$ZodIssue): string | undefined {
  const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
}

export function pathOf(issue: z.core.$ZodIssue): string {
  return issue.path.map(String).join('.').slice(0, LONGEST_TEXT);
}

/** The mistake that a schema found. The issue has to carry its input (`reportInput`): what is missing is called so. */
export function faultOf(issue: z.core.$ZodIssue): FieldFault {
  const path = pathOf(issue);
  const ownCode = ownCodeOf(issue);
  if (ownCode !== undefined) return { path, code: ownCode };
  const [wording, values] = saidOf(issue);
  return { path, code: issue.code, wording, ...(values && { values }) };
}

function saidOf(issue: z.core.$ZodIssue): Said {
  if (issue.code !== 'custom' && issue.input === undefined) return ['missing'];
  return issue.message.startsWith(MARK) ? (JSON.parse(issue.message.slice(MARK.length)) as Said) : wordingOf(issue);
}

const OF_TYPES: Readonly<Record<string, Wording>> = {
  ...{ string: 'text', number: 'number', int: 'wholeNumber', bigint: 'wholeNumber', boolean: 'yesOrNo' },
  ...{ array: 'list', tuple: 'list', set: 'list', object: 'group', record: 'group', map: 'group', date: 'moment' },
  ...{ undefined: 'none', never: 'none', null: 'none' },
};
const OF_FORMATS: Readonly<Record<string, Wording>> = {
  ...{ uuid: 'id', guid: 'id', date: 'day', datetime: 'moment' },
};

function wordingOf(issue: z.core.$ZodIssue): Said {
  switch (issue.code) {
    case 'invalid_type':
      return [OF_TYPES[issue.expected] ?? 'other'];
    case 'invalid_format':
      return [OF_FORMATS[issue.format] ?? 'spelling'];
    case 'invalid_value':
      return ['oneOf', { values: issue.values }];
    case 'unrecognized_keys':
      return ['unknown', { keys: issue.keys.slice(0, MOST_NAMES).map((key) => key.slice(0, LONGEST_NAME)) }];
    case 'not_multiple_of':
      return ['multiple', { divisor: issue.divisor }];
    case 'too_small': {
      const { origin, minimum, inclusive } = issue;
      if (origin === 'string') return [minimum === 1 ? 'empty' : 'tooShort', { minimum }];
      if (origin === 'array' || origin === 'set' || origin === 'map') return ['tooFew', { minimum }];
      return [inclusive === false ? 'notAbove' : 'tooSmall', { minimum }];
    }
    case 'too_big': {
      const { origin, maximum, inclusive } = issue;
      if (origin === 'string') return ['tooLong', { maximum }];
      if (origin === 'array' || origin === 'set' || origin === 'map') return ['tooMany', { maximum }];
      return [inclusive === false ? 'notBelow' : 'tooBig', { maximum }];
    }
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return ['other'];
  }
}

/** A mistake in the words of a reader; one that has a message already stays as it is. */
export function inWords(
  fault: FieldFault | FieldError,
  language: keyof Localised,
  table: ErrorTable,
  names: Names | undefined,
): FieldError {
  if ('message' in fault) return fault;
  const { path, code, wording, values = {}, details } = fault;
  const ofCode = table[code]?.field ?? table[code]?.detail;
  const text = wording === undefined && ofCode ? ofCode[language] : texts[language][wording ?? 'other']?.['message'];
  const message = fill(text ?? '', (name) => inText(values[name], language, names));
  return { path, field: nameOfPath(path, language, names), code, message, ...(details && { details }) };
}

/** Programs go by the code of a value, people by its name: both are there. */
function inText(value: unknown, language: keyof Localised, names: Names | undefined): string {
  if (Array.isArray(value)) return value.map((one: unknown) => inText(one, language, names)).join(', ');
  const name = nameOfValue(value, language, names);
  return name === undefined ? String(value) : `${name} (${String(value)})`;
}
