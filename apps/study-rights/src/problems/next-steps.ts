import { type Localised, stepsInReach, textOfStep } from '#platform';
import { errors, type Refusal } from '../errors.js';

/** Customer service for the cases that a provider cannot settle alone (R169, R170). */
export class SupportDesk {
  constructor(readonly email: string) {}
}

/** Where a provider opens a support case (R169). */
const SUPPORT_CASES = '/api/study-rights/v1/support-cases';

/** What the caller can do about a refusal; empty when there is nothing beyond correcting the data. */
export function nextSteps(refusal: Refusal, desk: SupportDesk, language: keyof Localised): string[] {
  const values = { ...refusal.details, supportAddress: desk.email, supportCases: SUPPORT_CASES };
  return stepsOf(refusal, values).map((step) => textOfStep(step, values, language));
}

/** Where a case can be opened about a refusal; undefined when there is nothing to open one about. */
export function supportCasesFor(refusal: Refusal, desk: SupportDesk): string | undefined {
  const values = { ...refusal.details, supportAddress: desk.email, supportCases: SUPPORT_CASES };
  return stepsOf(refusal, values).some(({ step }) => step === 'open-case') ? SUPPORT_CASES : undefined;
}

function stepsOf({ refused }: Refusal, values: Readonly<Record<string, unknown>>) {
  const table: Readonly<Record<string, (typeof errors)[keyof typeof errors] | undefined>> = errors;
  return stepsInReach(table[refused]?.next, values);
}

/** Whether the rule sends the caller to invalidate the study right and create another (R163, R168). */
export function asksToCreateAnew({ refused, details }: Refusal): boolean {
  return (
    refused === 'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia' ||
    (refused === 'forbidden.kiellettyMuutos' && details?.['tapaus'] === 'tyyppi')
  );
}
