import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '#contracts';
import { drafts, incompatibilities, unfoundedWithdrawals } from './compatibility.js';
import { type ContractSet, type TopicContract, workingContracts } from './contract-set.js';

const EVENT = 'decisions.decision-made.v1';
const SAMPLE = `sample ${EVENT} approved`;
const TOPIC = 'decisions.decision.v1';
const working = workingContracts();

/** The working contracts with one event otherwise. */
function withEvent(change: {
  schema?: (schema: JsonSchema) => JsonSchema;
  samples?: Record<string, JsonSchema>;
}): ContractSet {
  const event = working.events.get(EVENT);
  if (!event) throw new Error(`${EVENT} is missing`);
  const samples = change.samples ? new Map(Object.entries(change.samples)) : event.samples;
  const schema = change.schema ? change.schema(event.schema) : event.schema;
  return { ...working, events: new Map([...working.events, [EVENT, { schema, samples }]]) };
}

function withTopic(change: Partial<TopicContract>): ContractSet {
  return {
    ...working,
    topics: working.topics.map((topic) => (topic.name === TOPIC ? { ...topic, ...change } : topic)),
  };
}

const approved = working.events.get(EVENT)?.samples.get('approved') ?? {};
const withField =
  (field: JsonSchema, ...required: string[]) =>
  (schema: JsonSchema) => ({
    ...schema,
    properties: { ...(schema['properties'] as JsonSchema), addedLater: field },
    required: [...(schema['required'] as string[]), ...required],
  });

describe('contracts keep what has been published', () => {
  it('contracts that did not change break nothing and leave no draft', () => {
    expect(incompatibilities(working, working)).toEqual([]);
    expect(drafts(working, working)).toEqual([]);
  });

  it('a new optional field with a new sample passes and is a draft until it is published', () => {
    const more = withEvent({
      schema: withField({ type: 'string' }),
      samples: { approved, later: { ...approved, addedLater: 'x' } },
    });
    expect(incompatibilities(working, more)).toEqual([]);
    expect(drafts(working, more)).toEqual([`schema of ${EVENT}`, `sample ${EVENT} later`]);
  });

  it('backward: a published sample that the new schema refuses is named, with what to do', () => {
    const [structural, ...samples] = incompatibilities(
      working,
      withEvent({ schema: withField({ type: 'string' }, 'addedLater') }),
    );
    expect(structural).toBe(
      'libs/contracts/events/decisions/decision-made.v1.schema.json#: the new field "addedLater" is required: bodies that ' +
        'have been published do not have it. A new optional field may stay in this version; for anything else publish ' +
        'decisions.decision-made.v2 beside it (docs/adr/0019-event-versions.md).',
    );
    expect(samples).toHaveLength(2);
    expect(samples[0]).toContain('samples/decision-made.v1.approved.json: as published it breaks the new schema');
  });

  it('backward: a field taken away is found by the producer form of the samples too', () => {
    const { deciderId: _gone, ...properties } = (working.events.get(EVENT)?.schema['properties'] ?? {}) as JsonSchema;
    const breaches = incompatibilities(
      working,
      withEvent({ schema: (schema) => ({ ...schema, properties, required: ['institutionOid'] }) }),
    );
    expect(breaches.join('\n')).toMatch(/the field "deciderId" is gone/);
    expect(breaches.join('\n')).toMatch(/approved.json: as published it breaks the new schema for producers/);
  });

  it('forward: a new sample that the consumers of today would refuse is named', () => {
    const wider = withEvent({
      schema: (schema) => ({
        ...schema,
        properties: { ...(schema['properties'] as JsonSchema), outcome: { enum: ['APPROVED', 'REJECTED', 'HALF'] } },
      }),
      samples: { approved, half: { ...approved, outcome: 'HALF' } },
    });
    const breaches = incompatibilities(working, wider).join('\n');
    expect(breaches).toMatch(
      /decision-made\.v1\.half\.json: consumers with the published schema refuse it \(\/outcome/,
    );
  });

  it('a change in common.schema.json is reported once, at its own place', () => {
    const shorter = (schema: JsonSchema): JsonSchema =>
      JSON.parse(JSON.stringify(schema).replaceAll('"maximum":600', '"maximum":60')) as JsonSchema;
    const events = new Map(
      [...working.events].map(([name, event]) => [name, { ...event, schema: shorter(event.schema) }]),
    );
    expect(incompatibilities(working, { ...working, events })).toEqual([
      expect.stringMatching(
        /^libs\/contracts\/events\/common\.schema\.json#\/\$defs\/credits: maximum was 600 and is 60: .*next versions/,
      ),
    ]);
  });

  it('removing or changing a sample, an event or a topic needs an ADR named in the baseline', () => {
    const events = new Map([...working.events].filter(([name]) => name !== EVENT));
    const gone: [string, ContractSet][] = [
      [SAMPLE, withEvent({ samples: {} })],
      [SAMPLE, withEvent({ samples: { approved: { ...approved, grantedCredits: 1 } } })],
      [`event ${EVENT}`, { ...working, events }],
      [`topic ${TOPIC}`, { ...working, topics: working.topics.filter(({ name }) => name !== TOPIC) }],
    ];
    for (const [what, less] of gone) {
      expect(incompatibilities(working, less)).toEqual([
        expect.stringContaining(`the published ${what} is gone or another. Restore it`),
      ]);
      expect(incompatibilities(working, less, [{ what, adr: 'docs/adr/0019-event-versions.md' }])).toEqual([]);
    }
  });

  it('a rule is taken back by its place and its change, word for word; another change of the place stays a breach', () => {
    const withLimit = (limit: number): ContractSet => {
      const limited = (schema: JsonSchema): JsonSchema =>
        JSON.parse(JSON.stringify(schema).replaceAll('"maximum":600', `"maximum":${limit}`)) as JsonSchema;
      return withEvent({ schema: limited });
    };
    const what = 'rule common.schema.json#/$defs/credits: maximum was 600 and is 900: consumers that run today refuse';
    const adr = 'docs/adr/0019-event-versions.md';
    const [breach = ''] = incompatibilities(working, withLimit(900));
    expect(breach).toContain(what.replace('rule ', ''));
    const exact = `${what} what a new producer may send`;
    expect(incompatibilities(working, withLimit(900), [{ what: exact, adr }])).toEqual([]);
    expect(incompatibilities(working, withLimit(900), [{ what, adr }])).toEqual([breach]);
    expect(incompatibilities(working, withLimit(901), [{ what: exact, adr }])).toHaveLength(1);
    expect(unfoundedWithdrawals([{ what: exact, adr }])).toHaveLength(1);
  });

  it('an ADR that does not exist, or says nothing of it, is no reason', () => {
    const missing = { what: `event ${EVENT}`, adr: 'docs/adr/9999-missing.md' };
    const silent = { what: 'event decisions.nothing-like-it.v1', adr: 'docs/adr/0007-contracts.md' };
    expect(unfoundedWithdrawals([missing, silent])).toHaveLength(2);
  });

  it.each<[string, Partial<TopicContract>]>([
    ['producer', { producer: 'applications' }],
    ['key', { key: 'decision id' }],
    ['partitions', { partitions: 24 }],
    ['anonymous', { anonymous: true }],
    ['cleanup policy', { config: { 'cleanup.policy': 'compact' } }],
    ['shorter time', { config: { 'cleanup.policy': 'delete', 'retention.ms': '1000' } }],
    ['has left it', { events: [] }],
  ])('a topic keeps its %s', (word, change) => {
    const breaches = incompatibilities(working, withTopic(change));
    expect(breaches.length).toBeGreaterThan(0);
    expect(breaches.every((breach) => breach.startsWith(`libs/contracts/src/topics.ts, ${TOPIC}: `))).toBe(true);
    expect(breaches.join('\n')).toContain(word);
  });

  it('a new topic, a new event and a longer retention are no breach', () => {
    const fewer = { topics: working.topics.slice(1), events: new Map([...working.events].slice(1)) };
    expect(incompatibilities(fewer, working)).toEqual([]);
    const longer = { 'cleanup.policy': 'delete', 'retention.ms': String(400 * 86_400_000) };
    expect(incompatibilities(working, withTopic({ config: longer }))).toEqual([]);
  });
});
