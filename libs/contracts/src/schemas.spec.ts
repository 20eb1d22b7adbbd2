import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { TOPICS, topicOf } from './topics.js';
import { eventSchemas, goldenSamples, violationsOf } from './schemas.js';

const { events } = eventSchemas();

describe('contracts', () => {
  it('every schema belongs to exactly one topic and every listed event has a schema', () => {
    const listed = TOPICS.flatMap((topic) => topic.events);
    expect(new Set(listed).size).toBe(listed.length);
    expect([...events.keys()].sort()).toEqual([...listed].sort());
  });

  it.each([...events.keys()])('%s: golden samples fit both the producer and the consumer form', (event) => {
    const samples = goldenSamples(event);
    expect(samples.size).toBeGreaterThan(0);
    for (const body of samples.values()) {
      expect(violationsOf(event, body, 'producer')).toEqual([]);
      expect(violationsOf(event, body, 'consumer')).toEqual([]);
    }
  });

  it.each([...events.keys()])(
    '%s: an unknown field is a mistake of the producer and tolerated by consumers',
    (event) => {
      const [sample] = goldenSamples(event).values();
      const withMore = { ...sample, addedLater: 1 };
      expect(violationsOf(event, withMore, 'consumer')).toEqual([]);
      expect(violationsOf(event, withMore, 'producer')).not.toEqual([]);
    },
  );

  it('a strict validator of somebody else compiles every schema, and agrees about every golden sample', () => {
    const { common } = eventSchemas();
    const strict = new Ajv({ strict: true, allErrors: true });
    for (const schema of [common, ...events.values()]) strict.addSchema(schema);
    for (const [event, { $id: id }] of events) {
      const validate = strict.getSchema(String(id));
      for (const body of goldenSamples(event).values()) expect([event, validate?.(body)]).toEqual([event, true]);
    }
  });

  it('a text in a form of its own has no line end behind it', () => {
    const [course = {}] = goldenSamples('university.course-published.v1').values();
    for (const end of ['\n', '\r\n', '\u2028']) {
      const body = { ...course, institutionOid: `${String(course['institutionOid'])}${end}` };
      expect(violationsOf('university.course-published.v1', body, 'consumer')).not.toEqual([]);
    }
  });

  it('[R85] no field of the anonymous topics can lead to a person, an application or a decision', () => {
    const anonymous = TOPICS.filter((topic) => topic.anonymous).flatMap((topic) => topic.events);
    expect(anonymous.length).toBeGreaterThan(0);
    for (const event of anonymous) {
      const fields = Object.keys(events.get(event)?.['properties'] ?? {});
      expect(
        fields.filter((field) =>
          /person|student|handler|decider|application|decisionId|email|reason|date$/i.test(field),
        ),
      ).toEqual([]);
      expect(topicOf(event).key).toMatch(/^(random bank key|institution oid)$/);
    }
  });
});
