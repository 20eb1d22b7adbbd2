import { deadLetterTopic } from '#contracts';
import { contradictionsOf, headersWithoutStory } from '../consumer/dead-letter.js';
import { TOMBSTONE_HEADER } from '../consumer/dead-letter.js';
import type { DeliveredMessage, PartitionReader } from '../ports.js';
import type { Letter } from './letter.js';

/** The record was written between failing and recording; clocks of service and database may differ by this much. */
const CLOCK_SLACK_MS = 60_000;
/** The clean-up of a stack of letters: beyond this somebody writes faster than anybody reads. */
const MOST_RECORDS = 100_000;

/** Finds the bodies of letters on the dead-letter topics. */
export class LetterBodies {
  constructor(private readonly reader: PartitionReader) {}

  /**
   * The records of letters of one partition, by the letter's id. Reads from about the time of their failure on; only for
   * letters that are not found there, because a clock was wrong, from the beginning. A letter whose record is no longer
   * there is missing in the answer.
   */
  async of(letters: readonly Letter[]): Promise<ReadonlyMap<string, DeliveredMessage>> {
    const times = letters.flatMap(({ firstFailureAt, recordedAt }) => [firstFailureAt.getTime(), recordedAt.getTime()]);
    const found = await this.since(new Date(Math.min(...times) - CLOCK_SLACK_MS), letters);
    const missing = letters.filter(({ id }) => !found.has(id));
    return missing.length === 0 ? found : new Map([...found, ...(await this.since(new Date(0), missing))]);
  }

  private async since(since: Date, letters: readonly Letter[]): Promise<Map<string, DeliveredMessage>> {
    const found = new Map<string, DeliveredMessage>();
    const [first] = letters;
    if (!first) return found;
    const wanted = new Map(letters.map(({ offset, recordTime, id }) => [`${offset} ${recordTime}`, id]));
    const place = { topic: deadLetterTopic(first.topic, first.consumer), partition: first.partition, since };
    let records = 0;
    await this.reader.read(place, (record) => {
      // Letters of the first release have no time; the index has 0 for them.
      const time = record.headers['dlt-original-time'] ?? '0';
      const id = wanted.get(`${record.headers['dlt-original-offset']} ${time}`);
      // A crash between publishing and committing leaves a letter twice; the copies are equal.
      if (id !== undefined && !found.has(id)) found.set(id, record);
      return found.size === letters.length || ++records >= MOST_RECORDS ? 'enough' : 'more';
    });
    return found;
  }
}

/** The message as it came from its own topic, for handling it once more. */
export function originalMessage(letter: Letter, record: DeliveredMessage): DeliveredMessage {
  return {
    topic: letter.topic,
    partition: letter.partition,
    offset: letter.offset,
    key: record.key,
    headers: headersWithoutStory(record),
    ...contradictionsOf(record),
    body: record.body,
    timestamp: Number(letter.recordTime),
    ...(record.headers[TOMBSTONE_HEADER] === 'true' && { tombstone: true }),
  };
}
