import { deadLetterTopic } from '#contracts';
import type { DeliveredMessage } from '../ports.js';
import type { Letter } from './letter.js';

/** Reads a stretch of one partition, for looking something up. */
export interface PartitionReader {
  /**
   * Hands over records in order, from the first one written at or after `since`, until `visit` says `enough`, the
   * records that were there at the beginning have been read, or it has taken too long.
   */
  read(
    place: { readonly topic: string; readonly partition: number; readonly since: Date },
    visit: (message: DeliveredMessage) => 'more' | 'enough',
  ): Promise<void>;
}

/** Clocks of broker client and service are the same machine's, but a clock may have been set back in between. */
const CLOCK_SLACK_MS = 60_000;
/** The clean-up of a stack of letters: beyond this somebody writes faster than anybody reads. */
const MOST_RECORDS = 100_000;

/** Finds the bodies of letters on the dead-letter topics. */
export class LetterBodies {
  constructor(private readonly reader: PartitionReader) {}

  /**
   * The records of letters of one partition, by the letter's id. Reads from the time of the first failure on, not the
   * whole topic; a letter whose record is not found is missing in the answer.
   */
  async of(letters: readonly Letter[]): Promise<ReadonlyMap<string, DeliveredMessage>> {
    const found = new Map<string, DeliveredMessage>();
    const [first] = letters;
    if (!first) return found;
    const wanted = new Map(letters.map((letter) => [letter.offset, letter.id]));
    const since = new Date(Math.min(...letters.map(({ firstFailureAt }) => firstFailureAt.getTime())) - CLOCK_SLACK_MS);
    const place = { topic: deadLetterTopic(first.topic, first.consumer), partition: first.partition, since };
    let records = 0;
    await this.reader.read(place, (record) => {
      const id = wanted.get(record.headers['dlt-original-offset'] ?? '');
      // A crash between publishing and committing leaves a letter twice; the copies are equal.
      if (id !== undefined && !found.has(id)) found.set(id, record);
      return found.size === letters.length || ++records >= MOST_RECORDS ? 'enough' : 'more';
    });
    return found;
  }
}

/** The message as it came from its own topic, for handling it once more. */
export function originalMessage(letter: Letter, record: DeliveredMessage): DeliveredMessage {
  const headers = Object.entries(record.headers).filter(([name]) => !name.startsWith('dlt-'));
  return {
    topic: letter.topic,
    partition: letter.partition,
    offset: letter.offset,
    key: record.key,
    headers: Object.fromEntries(headers),
    body: record.body,
  };
}
