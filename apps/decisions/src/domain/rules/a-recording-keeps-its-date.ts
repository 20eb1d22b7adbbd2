import type { Day } from '#kernel';
import type { Refusal } from '../../errors.js';

/** R113: recording again changes nothing. Whoever asks for another date is told, not left to believe that it was taken. */
export function aRecordingKeepsItsDate(
  recorded: readonly { readonly attainmentDate: Day }[],
  asked: Day | undefined,
): Refusal | undefined {
  const other = asked === undefined ? undefined : recorded.find(({ attainmentDate }) => attainmentDate !== asked);
  return (
    other && { refused: 'decision/recorded-with-another-date', details: { recordedOn: other.attainmentDate, asked } }
  );
}
