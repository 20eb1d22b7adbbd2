import { finnishDay } from '#kernel';
import type { Language } from './templates.js';

/** This service's copy of a person: what a message needs. */
export interface Person {
  readonly institutionOid: string;
  readonly personId: string;
  readonly version: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly language: Language;
  /** First and last day at the institution, YYYY-MM-DD in Finland; null: no limit. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** Whether the last day at the institution is over, by the Finnish calendar. */
export function hasLeft({ validUntil }: Pick<Person, 'validUntil'>, now: Date): boolean {
  return validUntil !== null && validUntil < finnishDay(now);
}

/** The name as it stands in subjects (R5), on one line whatever the source system sent; empty when nobody is named. */
export function fullName(firstName: string | null, lastName: string | null): string {
  return `${firstName ?? ''} ${lastName ?? ''}`.replace(/[\p{C}\s]+/gu, ' ').trim();
}
