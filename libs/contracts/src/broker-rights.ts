import {
  deadLetterTopic,
  deadLetterTopics,
  OUTSIDE_SYSTEMS,
  type OutsideSystem,
  SERVICES,
  type ServiceName,
  TOPICS,
} from './topics.js';

/** Creates topics where no operator does (`topics create` of apps/operator). Reads and writes no record. */
export const TOPIC_ADMIN = 'topic-admin';

/** Measures the lag of the services for scaling (docs/runbooks/scaling.md). Reads and writes no record. */
export const LAG_READER = 'lag-reader';

/** Who signs in to the brokers: each service and each outside system by its own name. */
export type Principal = ServiceName | OutsideSystem | typeof TOPIC_ADMIN | typeof LAG_READER;

/** Operations as Kafka's authorizer knows them. Read and Write include Describe. */
export type BrokerOperation = 'Read' | 'Write' | 'Create' | 'Delete' | 'Describe' | 'DescribeConfigs';

/** One line of the access list: what a principal may do with the resources of a name (`prefixed`: that begin so). */
export interface BrokerRight {
  readonly principal: Principal;
  readonly resource: 'topic' | 'group';
  readonly name: string;
  readonly pattern: 'literal' | 'prefixed';
  readonly operations: readonly BrokerOperation[];
}

/**
 * Everything anybody may do on the brokers; what is not here is refused. A service writes the topics it produces, reads
 * those it consumes, and does both with its own dead letters; DescribeConfigs lets it compare a topic's settings with
 * the declared ones at its start. A system outside reads the dead letters of the topics it produces: they are its own
 * records with the reason why they had no effect (docs/connect-your-systems.md). A consumer group is the principal's
 * name, or begins with it and a dot.
 */
export function brokerRights(): BrokerRight[] {
  return [
    ...[...SERVICES, ...OUTSIDE_SYSTEMS].flatMap(rightsOfSystem),
    ...rightsOfTopicAdmin(),
    ...rightsOfLagReader(),
  ];
}

function rightsOfSystem(principal: ServiceName | OutsideSystem): BrokerRight[] {
  const topics = TOPICS.flatMap(({ name, producer, consumers, outsideReaders = [] }) => {
    const readers: readonly string[] = [...consumers, ...outsideReaders];
    const isAnsweredThere = producer === principal && isOutsideSystem(principal);
    return [
      topicRight(principal, name, readers.includes(principal), producer === principal),
      ...consumers.map((consumer) => {
        const isOwn = consumer === principal;
        return topicRight(principal, deadLetterTopic(name, consumer), isOwn || isAnsweredThere, isOwn);
      }),
    ];
  });
  const group = { principal, resource: 'group', operations: ['Read'] } as const;
  return [
    ...topics.filter(({ operations }) => operations.length > 0),
    { ...group, name: principal, pattern: 'literal' },
    // Groups for one purpose, such as rebuilding a copy, are removed when it is reached.
    { ...group, name: `${principal}.`, pattern: 'prefixed', operations: ['Read', 'Delete'] },
  ];
}

function isOutsideSystem(principal: Principal): principal is OutsideSystem {
  return (OUTSIDE_SYSTEMS as readonly string[]).includes(principal);
}

function topicRight(principal: Principal, name: string, reads: boolean, writes: boolean): BrokerRight {
  const operations: BrokerOperation[] = [
    ...(reads ? (['Read'] as const) : []),
    ...(writes ? (['Write'] as const) : []),
    ...(reads || writes ? (['DescribeConfigs'] as const) : []),
  ];
  return { principal, resource: 'topic', name, pattern: 'literal', operations };
}

function rightsOfTopicAdmin(): BrokerRight[] {
  const topics = [...TOPICS, ...deadLetterTopics()].map(({ name }): BrokerRight => ({
    principal: TOPIC_ADMIN,
    resource: 'topic',
    name,
    pattern: 'literal',
    operations: ['Create', 'Describe', 'DescribeConfigs'],
  }));
  // Asking for the coordinator of a group of its own makes a young broker create the topic of its coordinators.
  return [
    ...topics,
    { principal: TOPIC_ADMIN, resource: 'group', name: TOPIC_ADMIN, pattern: 'literal', operations: ['Describe'] },
  ];
}

function rightsOfLagReader(): BrokerRight[] {
  const right = { principal: LAG_READER, pattern: 'literal', operations: ['Describe'] } as const;
  const consumed = TOPICS.filter(({ consumers }) => consumers.length > 0);
  return [
    ...consumed.map(({ name }): BrokerRight => ({ ...right, resource: 'topic', name })),
    ...SERVICES.map((name): BrokerRight => ({ ...right, resource: 'group', name })),
  ];
}
