import { describe, expect, it } from '@jest/globals';
import { eventSchemas, goldenSamples } from './schemas.js';
import { keyFieldsOf, recordKeyOf } from './record-key.js';
import { type EventName, isEventName, topicOf, TOPICS } from './topics.js';

describe('the record key that a body asks for', () => {
  it.each<[EventName, object, string | undefined]>([
    ['university.course-published.v1', { institutionOid: '1.2', courseCode: 'A:1' }, '1.2:A:1'],
    ['university.person-published.v1', { institutionOid: '1.2', personId: 'p' }, 'p'],
    ['university.course-published.v1', { institutionOid: '1.2' }, undefined],
    [
      'national.study-right-transferred.v1',
      { transfer: { opiskeluoikeudet: [{ oid: 'o', lähdejärjestelmänId: { id: 's' } }, { oid: 'p' }] } },
      's',
    ],
    ['national.study-right-transferred.v1', { transfer: { opiskeluoikeudet: [{ oid: 'o' }] } }, 'o'],
    ['national.study-right-transferred.v1', { transfer: { opiskeluoikeudet: null } }, undefined],
    ['national.hoks-sent.v1', { hoks: { 'opiskeluoikeus-oid': 'o' } }, 'o'],
    ['national.hoks-sent.v1', { hoks: { 'opiskeluoikeus-oid': 7 } }, undefined],
    ['study-rights.study-right-transfer-refused.v1', { sourceId: null, studyRightId: null }, undefined],
  ])('%s %j: %j', (event, body, key) => {
    expect(recordKeyOf(event, body)).toBe(key);
  });

  it('is made of fields that every body has, on every topic but those in the shapes of others', () => {
    const { events } = eventSchemas();
    for (const { name, keyRule, events: names } of TOPICS) {
      if ('firstOf' in keyRule) continue;
      for (const event of names.filter(isEventName)) {
        const required = events.get(event)?.['required'];
        for (const field of keyRule.fields)
          expect([name, required]).toEqual([name, expect.arrayContaining([field.slice(1)])]);
      }
    }
  });

  it('is there in every golden sample, on every topic', () => {
    for (const event of TOPICS.flatMap((topic) => topic.events)) {
      const keys = [...goldenSamples(event).values()].map((body) => recordKeyOf(event, body));
      expect([event, keys.filter((key) => key === undefined)]).toEqual([event, []]);
      expect(keyFieldsOf(topicOf(event))).toMatch(/^\//);
    }
  });
});
