import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';

const firstDay = '2026-08-01';

/** oppimisen-tuki is recorded from 1.8.2026 on. */
export function learningSupportBeginsInAugust2026(
  fields: HoksFields,
  { today }: { readonly today: string },
): Refusal[] {
  const place = 'oppimisen-tuki';
  const given = (fields[place] ?? []).length > 0;
  return given && today < firstDay ? [refuse('hoks/learning-support-too-early', { place })] : [];
}
