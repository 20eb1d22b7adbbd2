import type { Refusal } from '#kernel';
import { inWords, type FieldFault } from './field-errors.js';
import { fill, worded } from './fill.js';
import { namedInText, nameOfPath, type Names } from './names.js';
import { nextActions } from './next-steps.js';
import { platformErrors } from './platform-errors.js';
import type { ErrorDefinition, ErrorTable, Localised } from './error-definition.js';
import type { Explain, FieldError, ProblemDocument, ProblemError, Reader } from './problem.js';

/** Where and for whom a problem is written. */
export interface ProblemContext {
  /** Path of the request, with or without query. */
  readonly url: string;
  readonly requestId: string;
  readonly acceptLanguage: string | undefined;
  /** The compatible interface that was asked. */
  readonly speaks?: 'koski' | 'ehoks' | undefined;
  /** Parameters of its path. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Of the reader; undefined where nobody is signed in. */
  readonly roles?: readonly string[] | undefined;
}

/** The codes of a service, and what people call its fields and values. */
export interface ProblemTexts {
  readonly table?: ErrorTable;
  readonly names?: Names;
  readonly explain?: Explain | undefined;
}

/** A problem ready to be sent and logged. */
export interface WrittenProblem {
  readonly definition: ErrorDefinition;
  readonly document: ProblemDocument;
  readonly headers: Readonly<Record<string, string>>;
}

/** Seconds after which a client may try again when something is not available. */
const RETRY_AFTER_SECONDS = 5;

/** Writes problems in the language of the reader. A code that stands in no table is a bug and becomes `platform/internal`. */
export function writeProblem(
  thrown: ProblemError<string>,
  context: ProblemContext,
  texts: ProblemTexts = {},
): WrittenProblem {
  const language = preferredLanguage(context.acceptLanguage);
  const problem = explained(thrown, { language, speaks: context.speaks }, texts.explain);
  const known: ErrorTable = { ...platformErrors, ...texts.table };
  const code = known[problem.code] ? problem.code : 'platform/internal';
  const definition = known[code] ?? platformErrors['platform/internal'];
  const details = code === problem.code ? problem.details : {};
  const values: Readonly<Record<string, unknown>> = {
    ...problem.refusal?.details,
    ...details,
    requestId: context.requestId,
  };
  const value = (name: string) => namedInText(values[name], language, texts.names);
  const faults = details['errors'] as readonly (FieldFault | FieldError)[] | undefined;
  const errors =
    (problem.refusal && refusedTogether(problem.refusal, language, known, texts.names)) ??
    faults?.map((fault) => inWords(fault, language, known, texts.names));
  const { url, params = {}, roles, speaks } = context;
  const actions = speaks === undefined ? nextActions(definition.next, values, language, { url, params, roles }) : [];
  return {
    definition,
    document: {
      ...details,
      ...(errors && { errors }),
      ...(actions.length > 0 && { nextActions: actions }),
      type: `urn:hyvaksiluku:problem:${code}`,
      title: fill(definition.title[language], value),
      status: definition.status,
      detail: fill(definition.detail[language], value),
      code,
      instance: context.url.split('?', 1)[0] ?? '/',
      requestId: context.requestId,
    },
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store',
      ...(definition.status === 401 ? { 'www-authenticate': challenge(code) } : {}),
      ...([429, 503].includes(definition.status) ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {}),
    },
  };
}

function explained(problem: ProblemError<string>, reader: Reader, explain: Explain | undefined): ProblemError<string> {
  return problem.refusal && explain ? explain(problem.refusal, reader) : problem;
}

/**
 * The entries of `errors` for a refusal that is about a place, or that others stand beside: each with its code, place and text.
 * @returns undefined where the problem itself says it all
 */
function refusedTogether(
  refusal: Refusal,
  language: keyof Localised,
  table: ErrorTable,
  names: Names | undefined,
): FieldError[] | undefined {
  if (refusal.others === undefined && table[refusal.refused]?.at === undefined) return undefined;
  return eachOf(refusal).flatMap(({ refused, details = {} }) => {
    const faults = details['errors'] as readonly (FieldFault | FieldError)[] | undefined;
    if (faults) return faults.map((fault) => inWords(fault, language, table, names));
    const { at = '', field, detail } = table[refused] ?? platformErrors['platform/internal'];
    const message = fill((field ?? detail)[language], (name) => namedInText(details[name], language, names));
    const paths = fill(at, (name) => worded(details[name])).split(', ');
    return paths.map((path) => ({ path, field: nameOfPath(path, language, names), code: refused, message }));
  });
}

function eachOf({ others = [], ...first }: Refusal): Refusal[] {
  return [first, ...others.flatMap(eachOf)];
}

/** The language to answer in, from Accept-Language; Finnish when nothing fits. */
export function preferredLanguage(acceptLanguage: string | undefined): keyof Localised {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-', 1)[0], quality: Number(quality ?? 1) };
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wishes) {
    if (language === 'fi' || language === 'sv' || language === 'en') return language;
  }
  return 'fi';
}

function challenge(code: string): string {
  return code === 'platform/not-authenticated' ? 'Bearer' : 'Bearer error="invalid_token"';
}
