import type { ErrorCode } from '../errors.js';

/** One entry of Koski's error list: the key of the rule and the values its message mentions. */
export interface KoskiError {
  readonly key: ErrorCode;
  readonly details?: Readonly<Record<string, unknown>>;
}

export function koskiError(key: ErrorCode, details?: Readonly<Record<string, unknown>>): KoskiError {
  return details === undefined ? { key } : { key, details };
}

/** Whether the rule sends the caller to invalidate the study right and create another (R163, R168). */
export function asksToCreateAnew({ key, details }: KoskiError): boolean {
  return (
    key === 'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia' ||
    (key === 'forbidden.kiellettyMuutos' && details?.['tapaus'] === 'tyyppi')
  );
}
