/**
 * What one batch of records may become when it is decompressed, bytes. Brokers take batches of up to 1 MiB as they are
 * sent, and clients fill a batch with about as much before they compress it, so honest batches stay below a few MiB; a
 * record of zeros in 10 kB of zstd could become gigabytes. Well below the memory of a pod, since a service has a few
 * of them in hand.
 */
export const MOST_OF_A_BATCH = 32 * 1024 * 1024;

/** What all batches of one answer of the broker may become together, bytes; the rest of it is asked for again. */
export const MOST_OF_AN_ANSWER = 64 * 1024 * 1024;

/** Compressed input up to this size is decompressed at once, larger input by a thread of the pool, bytes. */
export const AT_ONCE = 64 * 1024;

/** Compressed bytes that break the rules of their format, or that would become more than the limit. */
export class CannotDecompress extends Error {}

/** @throws CannotDecompress */
export function requireBounded(bytes: number): void {
  if (bytes > MOST_OF_A_BATCH) {
    throw new CannotDecompress(`would become more than ${MOST_OF_A_BATCH / 1024 / 1024} MiB`);
  }
}
