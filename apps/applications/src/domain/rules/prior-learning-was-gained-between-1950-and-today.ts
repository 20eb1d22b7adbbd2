import type { FieldError } from '../field-error.js';

const EARLIEST = '1950-01-01';

/** R67: the day of the attainment or certificate is a real calendar day, not before 1950 and not in the future. */
export function priorLearningWasGainedBetween1950AndToday(
  gainedOn: string | null,
  today: string,
  path: string,
): FieldError | null {
  if (gainedOn === null) return { path, code: 'application/date-required' };
  const code = 'application/date-out-of-range';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(gainedOn)) return { path, code };
  const day = new Date(`${gainedOn}T00:00:00Z`);
  const isReal = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(gainedOn);
  return isReal && gainedOn >= EARLIEST && gainedOn <= today ? null : { path, code };
}
