import {
  type Explain,
  type FieldError,
  type FieldFault,
  type Localised,
  namedInText,
  ProblemError,
  type Reader,
} from '#platform';
import { messageOf, statusOf } from './error-messages.js';
import { type ErrorCode, names, type Refusal } from '../errors.js';
import { ehoksProblem } from './ehoks-problem.js';
import { englishDetails } from './english-details.js';
import { nextSteps, supportCasesFor, type SupportDesk } from './next-steps.js';
import { allOf, placeOf } from './places.js';

/** What the filter says about a refusal of this service: in eHOKS's words there, else with what to do next and Koski's own error list. */
export function explainedBy(desk: SupportDesk): Explain {
  // Refusals of this service have its codes and the platform's.
  return (refusal, reader) => {
    const known = refusal as Refusal;
    return reader.speaks === 'ehoks' ? ehoksProblem(known) : problemFor(known, reader, desk);
  };
}

/** Of several refusals the one with the highest status speaks (koski HttpStatus.scala). */
function problemFor(refusal: Refusal, { language, speaks }: Reader, desk: SupportDesk): ProblemError<ErrorCode> {
  const all = allOf(refusal);
  const main = all.reduce((worst, one) => (statusOf(one.refused) > statusOf(worst.refused) ? one : worst));
  const steps = nextSteps(main, desk, language);
  const supportCases = supportCasesFor(main, desk);
  const details = {
    ...(speaks === undefined ? englishDetails(main.details ?? {}) : main.details),
    ...(speaks === undefined && { errors: errorsOf(all, language) }),
    message: messageOf(withNames(main, language), language),
    ...(steps.length === 0 ? {} : { nextSteps: steps, supportAddress: desk.email }),
    ...(supportCases !== undefined && { supportCases }),
    koskiErrors: koskiEntries(refusal, desk, language),
  };
  // The texts have places for the details as the rules name them.
  return new ProblemError<ErrorCode>(main.refused, details, undefined, main);
}

/** Codes that people read by their names; the details keep the codes. */
const NAMED = ['state', 'step', 'studyRightType'];

function withNames(refusal: Refusal, language: keyof Localised): Refusal {
  const details = Object.entries(refusal.details ?? {}).map(([name, value]) => [
    name,
    NAMED.includes(name) ? namedInText(value, language, names) : value,
  ]);
  return { ...refusal, details: Object.fromEntries(details) as Record<string, unknown> };
}

/** Koski's error list of a refusal. */
export function koskiEntries(refusal: Refusal, desk: SupportDesk, language: keyof Localised): object[] {
  return allOf(refusal).map((one) => koskiEntry(one, desk, language));
}

/** One entry of Koski's error list. Where there is something to do about it, it says what, and of what. */
function koskiEntry(given: Refusal, desk: SupportDesk, language: keyof Localised): object {
  // Koski has no word for "not allowed at all" in a transfer.
  const refusal: Refusal =
    given.refused === 'platform/forbidden' ? { ...given, refused: 'forbidden.organisaatio' } : given;
  const entry = { key: refusal.refused, message: messageOf(refusal) };
  const steps = nextSteps(refusal, desk, language);
  if (steps.length === 0) return entry;
  const { hoksId, studyRightOid } = refusal.details ?? {};
  return {
    ...entry,
    ...(hoksId === undefined ? {} : { hoksId }),
    ...(studyRightOid === undefined ? {} : { studyRightOid }),
    nextSteps: steps,
  };
}

/** The highest status of a refusal and those beside it: Koski's answer has it. */
export function worstStatusOf(refusal: Refusal): number {
  return Math.max(...allOf(refusal).map(({ refused }) => statusOf(refused)));
}

/**
 * What `koskiErrors` says, for readers of our own interface: every refusal with its place in the body (none is the request as a whole),
 * its code, its text and its details in English.
 */
function errorsOf(refusals: readonly Refusal[], language: keyof Localised): (FieldFault | FieldError)[] {
  return refusals.map((one) => {
    const { place: _, ...rest } = one.details ?? {};
    const details = englishDetails(rest);
    const path = placeOf(one);
    // Of a place eHOKS's rules speak; people read the words that stand beside the field.
    if (path !== undefined) return { path, code: one.refused, values: one.details ?? {}, details };
    return { path: '', code: one.refused, message: messageOf(withNames(one, language), language), details };
  });
}
