import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CloudEvent, type CloudEventV1, Kafka } from 'cloudevents';
import { EVENT_TYPE_PREFIX, type EventName, goldenSamples, recordKeyOf, TOPICS, topicOf } from '#contracts';
import { cloudEventMessage, decode, delivered, type DeliveredMessage, partitionOfKey } from '#messaging';
import { goOfSdk, itWith, javaOfSdk, pythonOfSdk, run, SDKS } from './other-tools.js';

const INSTALLING_MS = 300_000;
const events = TOPICS.flatMap((topic) => topic.events);
const inbound = TOPICS.filter(({ producer }) => producer === 'university' || producer === 'national').flatMap(
  (topic) => topic.events,
);

/** An event as we write it, with everything that an envelope may carry, and what an SDK must find in it. */
function written(name: EventName) {
  const [body = {}] = goldenSamples(name).values();
  const key = recordKeyOf(name, body) ?? 'some-key';
  const envelope = {
    ...{ id: '0193a0b0-0000-7000-8000-000000000099', source: topicOf(name).producer, key, time: TIME },
    ...{ institutionOid: String((body as { institutionOid: unknown }).institutionOid), correlationId: 'request-1' },
    ...{ causationId: 'cause-1', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
  };
  const message = cloudEventMessage(name, envelope, body);
  const attributes = {
    ...{ specversion: '1.0', id: envelope.id, source: `/hyvaksiluku/${envelope.source}` },
    ...{ type: EVENT_TYPE_PREFIX + name, subject: key, institutionoid: envelope.institutionOid },
    ...(topicOf(name).anonymous ? {} : { correlationid: 'request-1', causationid: 'cause-1' }),
  };
  return { name, body, message, attributes };
}

const TIME = '2026-11-23T08:00:00.000Z';
const ours = events.map(written);

/** Records for a program of another language: bytes in base64. */
const forOthers = ours.map(({ message: { topic, key, headers, body } }) => ({
  ...{ topic, key, value: base64(body) },
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, base64(value)])),
}));

function base64(value: string | Buffer): string {
  return Buffer.from(value).toString('base64');
}

interface Found {
  readonly attributes: Readonly<Record<string, string>>;
  readonly data: unknown;
}

function expectOurs(found: readonly Found[]): void {
  expect(found.map(({ data }) => data)).toEqual(ours.map(({ body }) => body));
  expect(found.map(({ attributes }) => attributes)).toMatchObject(ours.map(({ attributes }) => attributes));
}

/** Events as an outside system passes them to its SDK. */
const theirs = inbound.map((name) => {
  const { body, message } = written(name);
  const institutionoid = String((body as { institutionOid: unknown }).institutionOid);
  const attributes = {
    type: EVENT_TYPE_PREFIX + name,
    source: '/university/registry',
    id: `A-17 ${name}`,
    institutionoid,
  };
  const more = { time: '2026-11-23T10:00:00.123456+02:00', datacontenttype: 'application/json', subject: message.key };
  return { name, key: message.key, attributes: { ...attributes, ...more }, data: body };
});

/** The record as the broker delivers it when the producer puts it on the partition of its key. */
function handedOver(
  name: EventName,
  record: Pick<Parameters<typeof delivered>[2], 'key' | 'value'> & { headers: object },
): DeliveredMessage {
  const { name: topic, partitions } = topicOf(name);
  const partition = partitionOfKey(record.key ?? Buffer.alloc(0), partitions);
  return delivered(topic, partition, { ...record, timestamp: '0', attributes: 0, offset: '0' } as Parameters<
    typeof delivered
  >[2]);
}

function expectTheirs(records: readonly DeliveredMessage[], mode: 'binary' | 'structured'): void {
  for (const [n, { name, key, attributes, data }] of theirs.entries()) {
    const record = records[n] as DeliveredMessage;
    expect(record.headers['ce_id'] === undefined).toBe(mode === 'structured');
    expect([name, decode(record)]).toEqual([
      name,
      {
        event: expect.objectContaining({ name, key, id: attributes.id, time: '2026-11-23T08:00:00.123Z', body: data }),
      },
    ]);
  }
}

describe('the CloudEvents SDK for JavaScript', () => {
  it('reads what we publish on every topic', () => {
    const found = ours.map(({ message }) => {
      const { headers, key, body } = message;
      const record = { headers: headers as Record<string, string>, key, value: String(body), body: String(body) };
      const event = Kafka.toEvent({ ...record, timestamp: '0' } as never) as CloudEventV1<unknown>;
      return { attributes: event as unknown as Record<string, string>, data: event.data };
    });
    expectOurs(found);
  });

  it.each(['binary', 'structured'] as const)('writes events in %s mode that are accepted', (mode) => {
    const records = theirs.map(({ name, key, attributes, data }) => {
      const message = Kafka[mode](new CloudEvent({ ...attributes, data, partitionkey: key }) as never);
      const entries = Object.entries(message.headers).flatMap(([header, value]) =>
        value === undefined ? [] : [[header, Buffer.from(String(value))] as const],
      );
      const value = typeof message.value === 'string' ? message.value : JSON.stringify(message.value);
      return handedOver(name, {
        key: Buffer.from(key),
        value: Buffer.from(value),
        headers: Object.fromEntries(entries),
      });
    });
    expectTheirs(records, mode);
  });
});

describe('the CloudEvents SDK for Python', () => {
  const python = pythonOfSdk();
  const sdk = join(SDKS, 'python', 'sdk.py');

  itWith(
    python,
    'reads what we publish on every topic',
    async (command) => {
      const { stdout, stderr, code } = await run(command, [sdk, 'read'], JSON.stringify(forOthers));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expectOurs(JSON.parse(stdout) as Found[]);
    },
    60_000,
  );

  for (const mode of ['binary', 'structured'] as const) {
    itWith(
      python,
      `writes events in ${mode} mode that are taken`,
      async (command) => {
        const { stdout, stderr, code } = await run(command, [sdk, mode], JSON.stringify(theirs));
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const records = JSON.parse(stdout) as { key: string; value: string; headers: Record<string, string> }[];
        expectTheirs(
          records.map(({ key, value, headers }, n) =>
            handedOver(theirs[n]?.name as EventName, {
              ...{ key: Buffer.from(key), value: Buffer.from(value, 'base64') },
              headers: Object.fromEntries(
                Object.entries(headers).map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')]),
              ),
            }),
          ),
          mode,
        );
      },
      60_000,
    );
  }
});

describe('the CloudEvents SDK for Java', () => {
  itWith(
    javaOfSdk(),
    'reads what we publish on every topic',
    async (classPath) => {
      const parameters = ['-cp', classPath, join(SDKS, 'java', 'Read.java')];
      const { stdout, code } = await run('java', parameters, JSON.stringify(forOthers));
      expect(code).toBe(0);
      expectOurs(JSON.parse(stdout) as Found[]);
    },
    INSTALLING_MS,
  );
});

describe('the CloudEvents SDK for Go', () => {
  itWith(
    goOfSdk(),
    'reads what we publish on every topic',
    async (command) => {
      const { stdout, stderr, code } = await run(command, [], JSON.stringify(forOthers));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expectOurs(JSON.parse(stdout) as Found[]);
    },
    INSTALLING_MS,
  );
});
