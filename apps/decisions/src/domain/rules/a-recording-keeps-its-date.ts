import type { Day } from '#kernel';
import type { Refusal } from '../../errors.js';

/** R113: recording again changes nothing. Another date is refused, so that nobody believes it was taken. */
export function aRecordingKeepsItsDate(
  recorded: readonly { readonly attainmentDate: Day }[],
  asked: Day | undefined,
): Refusal | undefined {
  const other = asked === undefined ? undefined : recorded.find(({ attainmentDate }) => attainmentDate !== asked);
  return (
    other && { refused: 'decision/recorded-with-another-date', details: { recordedOn: other.attainmentDate, asked } }
  );
}
