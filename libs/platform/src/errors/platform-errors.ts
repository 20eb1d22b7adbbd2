import type { ErrorDefinition } from './error-definition.js';
import { errorTable } from './error-table.js';
import { type ConditionalStep, stepsNamed, type StepTable } from './next-steps.js';

/** Codes every service answers with, besides its own. What people read stands in `texts/`, in three languages. */
export const platformErrors = errorTable(new URL('./texts/', import.meta.url), {
  'platform/not-authenticated': { status: 401 },
  'platform/token-invalid': { status: 401 },
  'platform/forbidden': { status: 403, level: 'warn' },
  'platform/not-found': { status: 404 },
  'platform/validation-failed': { status: 400 },
  'platform/malformed-json': { status: 400 },
  'platform/not-utf8': { status: 400 },
  'platform/json-duplicate-name': { status: 400 },
  'platform/json-too-deep': { status: 400 },
  'platform/json-number': { status: 400 },
  'platform/json-character': { status: 400 },
  'platform/body-too-large': { status: 413 },
  'platform/headers-too-large': { status: 431 },
  'platform/malformed-request': { status: 400 },
  'platform/method-not-allowed': { status: 405 },
  'platform/expectation-failed': { status: 417 },
  'platform/request-timeout': { status: 408 },
  'platform/unsupported-media-type': { status: 415 },
  'platform/conflict': { status: 409, level: 'warn' },
  'platform/stale-version': { status: 409 },
  'platform/version-required': { status: 428 },
  'platform/not-acceptable-key': { status: 400 },
  'platform/too-many-requests': { status: 429, level: 'warn' },
  'platform/unavailable': { status: 503, level: 'error' },
  'platform/internal': { status: 500, level: 'error' },
});

/** A code of the platform itself. */
export type PlatformErrorCode = keyof typeof platformErrors;

/** Codes of the platform with the next steps that a service knows for them; provide them beside the service's own. */
export function platformErrorsSaying<const S extends string>(
  steps: StepTable<S>,
  next: Partial<Readonly<Record<PlatformErrorCode, readonly (NoInfer<S> | ConditionalStep<NoInfer<S>>)[]>>>,
): Readonly<Record<string, ErrorDefinition>> {
  const named = Object.entries(next) as [PlatformErrorCode, readonly S[]][];
  return Object.fromEntries(
    named.map(([code, names]) => [code, { ...platformErrors[code], next: stepsNamed(steps, names) }]),
  );
}
