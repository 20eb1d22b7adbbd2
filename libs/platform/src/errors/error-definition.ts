import type { Localised } from './localised.js';
import type { NextStep } from './next-steps.js';

export type { Localised };

/** How a code is answered and logged. */
export interface ErrorDefinition {
  readonly status: number;
  readonly level: 'info' | 'warn' | 'error';
  /** What happened. */
  readonly title: Localised;
  /** What was kept and what to do next. `{name}` stands for the value of that name in the details. */
  readonly detail: Localised;
  /** What a field error of this code says; the detail unless given. */
  readonly field?: Localised;
  /** The place of a request that it is about; `{fields}` stands for those that the detail of that name lists. */
  readonly at?: string;
  /** What can be done about it. */
  readonly next?: readonly NextStep[];
}

/** All codes of a service, in its errors.ts. */
export type ErrorTable = Readonly<Record<string, ErrorDefinition>>;
