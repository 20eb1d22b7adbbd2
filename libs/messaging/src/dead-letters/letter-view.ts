import type { Letter } from './letter.js';

/** A letter as the doors show it; times are ISO 8601 in UTC. */
export type LetterView = {
  readonly [F in keyof Letter]: Letter[F] extends Date
    ? string
    : Letter[F] extends Date | null
      ? string | null
      : Letter[F];
};

export function letterView(letter: Letter): LetterView {
  const { id, consumer, topic, partition, offset, key, ...rest } = letter;
  return {
    ...{ id, consumer, topic, partition, offset, key },
    ...rest,
    firstFailureAt: letter.firstFailureAt.toISOString(),
    lastFailureAt: letter.lastFailureAt.toISOString(),
    recordedAt: letter.recordedAt.toISOString(),
    settledAt: letter.settledAt?.toISOString() ?? null,
  };
}
