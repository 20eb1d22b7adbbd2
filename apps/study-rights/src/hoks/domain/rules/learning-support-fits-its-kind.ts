import { refuse } from '#kernel';
import type { ErrorCode, Refusal } from '../../../errors.js';
import type { HoksFields, LearningSupport } from '../hoks.js';

const kind = 'ammatillinenkoulutusoppimisentuentyyppi';
const tutoring = `${kind}_01`;
const others: readonly string[] = [`${kind}_02`, `${kind}_03`];

/** Tutoring (tukiopetus, 01) has start, end and part type; the other kinds (02, 03) have none of them. */
export function learningSupportFitsItsKind(fields: HoksFields): Refusal[] {
  return (fields['oppimisen-tuki'] ?? []).flatMap((support, index) => {
    const key = keyOf(support);
    return key === null ? [] : [refuse(key, { place: `oppimisen-tuki.${index}` })];
  });
}

function keyOf(support: LearningSupport): ErrorCode | null {
  const given = [support.alku, support.loppu, support['tutkinnon-osan-tyyppi-koodi-uri']];
  const code = support['oppimisen-tuen-tyyppi-koodi-uri'];
  if (code === tutoring) return given.includes(undefined) ? 'hoks/tutoring-incomplete' : null;
  if (!others.includes(code)) return 'hoks/learning-support-kind';
  return given.every((value) => value === undefined) ? null : 'hoks/learning-support-with-period';
}
