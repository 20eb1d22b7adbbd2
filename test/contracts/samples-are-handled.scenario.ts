import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventName, goldenSamples, recordKeyOf, type ServiceName, TOPICS } from '#contracts';
import { closeTesting, database, eventually, publish, stack, topicMessages } from '#testing';

/** Its own institution and ids, so that the samples do not meet other tests' data. */
const INSTITUTION = '1.2.246.562.10.88000000002';
const OF_SAMPLES = /1\.2\.246\.562\.10\.[0-9]+/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Answers in the exchange between applications and decisions: about something that the reader has never had, they mean
 * that the two disagree, and are given up to be looked into. With their subject they are handled in samples-are-produced.
 */
const NEEDS_ITS_SUBJECT: readonly string[] = [
  'decisions: applications.part-decision-confirmed.v1',
  'decisions: applications.part-decision-refused.v1',
  'applications: decisions.decision-proposed.v1',
  'applications: decisions.recognition-recorded.v1',
];

interface Sent {
  readonly event: EventName;
  readonly sample: string;
  readonly topic: string;
  readonly consumers: readonly ServiceName[];
  readonly body: object;
  readonly id: string;
}

/**
 * The same new id for the same id, in all samples: an application of one sample is the one of the next. An event that
 * lacks its subject has ids, and so a key, of its own: what it leads to does not hold up the next.
 */
const newIds = new Map<string, string>();
function renewed(sample: object, ids: Map<string, string>): object {
  const text = JSON.stringify(sample)
    .replaceAll(OF_SAMPLES, INSTITUTION)
    .replaceAll(UUID, (id) => ids.get(id) ?? ids.set(id, randomUUID()).get(id) ?? id);
  return JSON.parse(text) as object;
}

const sent: readonly Sent[] = TOPICS.filter(({ consumers }) => consumers.length > 0).flatMap(
  ({ name: topic, events, consumers }) =>
    events.flatMap((event) =>
      [...goldenSamples(event)].map(([sample, body]) => {
        const lacksSubject = consumers.some((service) => NEEDS_ITS_SUBJECT.includes(`${service}: ${event}`));
        const renewedBody = renewed(body, lacksSubject ? new Map() : newIds);
        return { event, sample, topic, consumers, body: renewedBody, id: randomUUID() };
      }),
    ),
);

const ignoredBefore = new Map<string, number>();

/** How often a service has skipped an event, by its own count. */
async function ignored(service: ServiceName, event: EventName): Promise<number> {
  const metrics = await (await fetch(`${stack().metricsUrls[service]}`)).text();
  const line = metrics
    .split('\n')
    .find(
      (text) => text.startsWith('inbox_messages_total{') && text.includes(`"${event}"`) && text.includes('"ignored"'),
    );
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** The outcome in one service: it had its effect, no reaction exists, or it was given up, and why. */
async function outcome({ event, topic, id }: Sent, service: ServiceName): Promise<string | undefined> {
  const { rowCount } = await database(service).query('SELECT 1 FROM inbox WHERE consumer = $1 AND message_id = $2', [
    service,
    id,
  ]);
  if (rowCount === 1) return 'done';
  const letters = await topicMessages(deadLetterTopic(topic, service));
  const letter = letters.find(({ headers }) => headers['ce_id'] === id);
  if (letter) return `${letter.headers['dlt-failure']}: ${letter.headers['dlt-code']} ${letter.headers['dlt-detail']}`;
  const passedOver = (await ignored(service, event)) - (ignoredBefore.get(`${service} ${event}`) ?? 0);
  return passedOver >= sent.filter((other) => other.event === event).length ? 'ignored' : undefined;
}

describe('every golden sample, fed to each consumer of its topic', () => {
  beforeAll(async () => {
    for (const { event, consumers } of sent) {
      for (const service of consumers) ignoredBefore.set(`${service} ${event}`, await ignored(service, event));
    }
    for (const { event, body, id } of sent) {
      await publish(event, recordKeyOf(event, body) ?? randomUUID(), INSTITUTION, body as never, { id });
    }
  });
  afterAll(() => closeTesting());

  it.each(sent.flatMap((one) => one.consumers.map((service) => [one.event, one.sample, service, one] as const)))(
    '%s (%s): %s takes it, or passes it over by rule; it is never refused for its shape',
    async (_event, _sample, service, one) => {
      const seen = await eventually('an outcome', () => outcome(one, service), 60_000);
      if (NEEDS_ITS_SUBJECT.includes(`${service}: ${one.event}`)) expect(seen).toMatch(/^bug: /);
      else expect(['done', 'ignored']).toContain(seen);
    },
    90_000,
  );
});
