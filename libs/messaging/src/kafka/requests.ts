import { type BrokerMessage, sizeOf } from '../ports.js';

/** Broker answers that no retry of the same batch can change. */
export const REFUSALS: ReadonlySet<string> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'CORRUPT_MESSAGE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_TOPIC_EXCEPTION',
  'TOPIC_AUTHORIZATION_FAILED',
]);

/**
 * Bytes of one request. The broker bounds what a request holds for one partition (`message.max.bytes`, 1 MiB and a few
 * by default); as any request may be for one partition alone, the whole stays below.
 */
const REQUEST_BYTES = 1_000_000;

/** Runs of the batch that fit into a request each; sent one after another, so the order stays. */
export function* requests(messages: readonly BrokerMessage[]): Generator<readonly BrokerMessage[]> {
  let from = 0;
  let bytes = 0;
  for (const [index, message] of messages.entries()) {
    const size = sizeOf(message);
    if (index > from && bytes + size > REQUEST_BYTES) {
      yield messages.slice(from, index);
      from = index;
      bytes = 0;
    }
    bytes += size;
  }
  yield from === 0 ? messages : messages.slice(from);
}
