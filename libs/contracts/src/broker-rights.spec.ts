import { describe, expect, it } from '@jest/globals';
import { brokerRights, LAG_READER, TOPIC_ADMIN } from './broker-rights.js';
import { deadLetterTopic, OUTSIDE_SYSTEMS, SERVICES, TOPICS } from './topics.js';

const rights = brokerRights();
const holders = (name: string, operation: string) =>
  rights
    .filter((right) => right.resource === 'topic' && right.name === name)
    .filter(({ operations }) => operations.some((one) => one === operation))
    .map(({ principal }) => principal);

describe('rights on the broker', () => {
  it.each(TOPICS)('$name is written by its producer only and read by its declared readers only', (topic) => {
    expect(holders(topic.name, 'Write')).toEqual([topic.producer]);
    expect(holders(topic.name, 'Read').sort()).toEqual([...topic.consumers, ...(topic.outsideReaders ?? [])].sort());
  });

  it.each(TOPICS)(
    'dead letters of $name are written by their own service, and read by the sender outside too',
    (topic) => {
      const sender = OUTSIDE_SYSTEMS.filter((system) => system === topic.producer);
      for (const consumer of topic.consumers) {
        const name = deadLetterTopic(topic.name, consumer);
        expect([holders(name, 'Write'), holders(name, 'Read')]).toEqual([[consumer], [consumer, ...sender]]);
      }
    },
  );

  it('a group belongs to one principal, also by its beginning', () => {
    const groups = rights.filter(({ resource, operations }) => resource === 'group' && operations.includes('Read'));
    for (const principal of [...SERVICES, ...OUTSIDE_SYSTEMS]) {
      const others = groups.filter((right) => right.principal !== principal);
      const own = [principal, `${principal}.rebuild`];
      const reachable = others.filter(({ name, pattern }) =>
        own.some((group) => (pattern === 'literal' ? group === name : group.startsWith(name))),
      );
      expect(reachable).toEqual([]);
    }
  });

  it('an account that creates topics or measures lag touches no record, and none has rights on the cluster', () => {
    const of = (name: string) =>
      rights.filter(({ principal }) => principal === name).flatMap((right) => right.operations);
    expect([...new Set(of(TOPIC_ADMIN))].sort()).toEqual(['Create', 'Describe', 'DescribeConfigs']);
    expect([...new Set(of(LAG_READER))]).toEqual(['Describe']);
    expect(new Set(rights.map(({ resource }) => resource))).toEqual(new Set(['topic', 'group']));
  });
});
