import { describe, expect, it } from '@jest/globals';
import { SERVICES, type ServiceName, TOPICS } from '#contracts';
import { copiesOf } from '../../apps/operator/src/copies.js';
import { breachesOfConsumers, type Consumption } from './consumers.js';

const PERSONS = 'university.person.v1';
const persons = {
  writers: { 'university.person-published.v1': async () => 1 },
  forgets: { [PERSONS]: async () => undefined },
};
const topics = TOPICS.filter(({ name }) => name === PERSONS);
const following = (service: ServiceName, consumption: Partial<Consumption>) =>
  new Map([[service, { copies: [], reactions: new Set<string>(), ...consumption }]]);

describe('consumers in topics.ts and what the services follow', () => {
  it.each([
    ['a copy', { copies: [persons] }],
    ['a copy that only forgets', { copies: [{ writers: {}, forgets: persons.forgets }] }],
    ['a reaction', { reactions: new Set(['university.person-published.v1']) }],
    ['a reaction to cleared keys', { reactions: new Set([PERSONS]) }],
  ])('agree where a consumer has %s', (_, consumption) => {
    expect(breachesOfConsumers(topics, following('decisions', consumption))).toEqual([]);
  });

  it('differ where a copy is declared and its topic is not consumed', () => {
    expect(breachesOfConsumers(topics, following('recognition-bank', { copies: [persons] }))).toEqual([
      `recognition-bank follows events of ${PERSONS}, but is not among its consumers in topics.ts.`,
    ]);
  });

  it('differ where a consumer follows nothing', () => {
    expect(breachesOfConsumers(topics, following('decisions', {}))).toEqual([
      `decisions is a consumer of ${PERSONS} in topics.ts, but copies nothing of it and reacts to nothing.`,
    ]);
  });

  it('differ where an event does not exist', () => {
    expect(breachesOfConsumers(topics, following('study-rights', { reactions: new Set(['nothing.done.v1']) }))).toEqual(
      ['study-rights follows nothing.done.v1, which is no event of libs/contracts.'],
    );
  });

  it.each(SERVICES)('the copies of %s are made of events that it consumes', async (service) => {
    const copies = await copiesOf(service);
    const breaches = breachesOfConsumers(TOPICS, new Map([[service, { copies, reactions: new Set<string>() }]]));
    expect(copies.length).toBeGreaterThan(0);
    expect(breaches.filter((sentence) => !sentence.includes('copies nothing of it'))).toEqual([]);
  });
});
