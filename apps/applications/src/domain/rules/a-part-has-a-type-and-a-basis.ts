import type { FieldError } from '../field-error.js';

/** R46, R65: a part says what kind of recognition is applied for, and on what prior learning. */
export function aPartHasATypeAndABasis(
  { type, bases }: { readonly type: string | null; readonly bases: readonly unknown[] },
  at: string,
): (FieldError | null)[] {
  return [
    type === null ? { path: `${at}type`, code: 'application/type-required' } : null,
    bases.length === 0 ? { path: `${at}bases`, code: 'application/basis-required' } : null,
  ];
}
