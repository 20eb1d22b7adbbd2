import type { EventBodies } from './generated/event-bodies.js';

/** Full name of an event: producing side, fact, major version. */
export type EventName = keyof EventBodies;

/** The CloudEvents type of an event is this and its name. */
export const EVENT_TYPE_PREFIX = 'fi.hyvaksiluku.';

/** The five services; each owns one database and one consumer group of the same name. */
export const SERVICES = ['applications', 'decisions', 'recognition-bank', 'notifications', 'study-rights'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Systems outside that exchange events with the services; each is one principal on the broker. */
export const OUTSIDE_SYSTEMS = ['university', 'national'] as const;
export type OutsideSystem = (typeof OUTSIDE_SYSTEMS)[number];

/** Who writes a topic: one of the services, or a system outside. */
export type Producer = ServiceName | OutsideSystem;

/** How the body says what the record key is; places are JSON Pointers into the body. Applied by record-key.ts. */
export type KeyRule =
  /** The values of these fields, which every body has, joined by colons. */
  | { readonly fields: readonly [string, ...string[]] }
  /**
   * The value of the first of these fields that the body has: it is in somebody else's shape, or answers something that
   * was. With none of them the body says nothing of its key.
   */
  | { readonly firstOf: readonly [string, ...string[]] };

export interface TopicDefinition {
  /** Name on the broker: one topic per aggregate and major version. */
  readonly name: string;
  readonly producer: Producer;
  /** What the record key is. Order holds within a key; a key never names a person by anything but an opaque id. */
  readonly key: string;
  /** The same for machines: by which fields of the body the key is checked, at the producer and at each consumer. */
  readonly keyRule: KeyRule;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
  readonly events: readonly EventName[];
  /** Services that read the topic. Each has its own dead-letter topic `<topic>.dlt.<service>`. */
  readonly consumers: readonly ServiceName[];
  /** Systems outside that may read the topic; none when left out. Who may do what: broker-rights.ts. */
  readonly outsideReaders?: readonly OutsideSystem[];
  /**
   * Facts that must not be joined to anything (R85): the envelope carries no time finer than the month, no trace,
   * no cause, and a random message id.
   */
  readonly anonymous?: true;
}

const DAY_MS = 86_400_000;
/** Changing the number of partitions would break the order of keys: never change it for an existing topic. */
const PARTITIONS = 12;
/** Digests and requests are few, and order among them does no harm. */
const PARTITIONS_OF_LITTLE = 1;

const retained = (days: number): Record<string, string> => ({
  'cleanup.policy': 'delete',
  'retention.ms': String(days * DAY_MS),
});
/** State topics: the newest fact per key stays for ever, so that a new copy can be built at any time. */
const COMPACTED = { 'cleanup.policy': 'compact' };

/**
 * Topics that systems outside write: for any codec that their producers choose, the broker stores one that every
 * consumer reads, also an older one of ours and those of others. It expands a batch that came in another codec, which
 * it does anyway to check it, and compresses it anew; one that comes in this codec is stored as it is. gzip, because it
 * is the one codec that all clients read without an addition. Records that lie there already keep the codec they came
 * in.
 */
const FROM_OUTSIDE = { 'compression.type': 'gzip' };

/** The one list of topics. Scripts, manifests and AsyncAPI are made from it. */
export const TOPICS: readonly TopicDefinition[] = [
  {
    name: 'university.institution.v1',
    producer: 'university',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.institution-published.v1'],
    consumers: ['notifications'],
  },
  {
    name: 'university.person.v1',
    producer: 'university',
    key: "the university's opaque person id",
    keyRule: { fields: ['/personId'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.person-published.v1'],
    consumers: ['applications', 'decisions', 'notifications'],
  },
  {
    name: 'university.degree-programme.v1',
    producer: 'university',
    key: 'institution oid + programme code',
    keyRule: { fields: ['/institutionOid', '/programmeCode'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.degree-programme-published.v1'],
    consumers: ['applications', 'decisions'],
  },
  {
    name: 'university.course.v1',
    producer: 'university',
    key: 'institution oid + course code',
    keyRule: { fields: ['/institutionOid', '/courseCode'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.course-published.v1'],
    consumers: ['applications', 'decisions'],
  },
  {
    name: 'university.study-right.v1',
    producer: 'university',
    key: "the university's study right id",
    keyRule: { fields: ['/studyRightId'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.study-right-published.v1'],
    consumers: ['study-rights'],
  },
  {
    name: 'university.organisation.v1',
    producer: 'university',
    key: 'institution oid + organisation code',
    keyRule: { fields: ['/institutionOid', '/organisationCode'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.organisation-published.v1'],
    consumers: ['applications'],
  },
  {
    name: 'university.enrolment.v1',
    producer: 'university',
    key: "the university's person id + term",
    keyRule: { fields: ['/personId', '/term'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.enrolment-published.v1'],
    consumers: ['applications'],
  },
  {
    name: 'university.guidance.v1',
    producer: 'university',
    key: "the university's guidance id",
    keyRule: { fields: ['/guidanceId'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.guidance-published.v1'],
    consumers: ['applications'],
  },
  {
    name: 'university.study-plan.v1',
    producer: 'university',
    key: "the university's study plan id",
    keyRule: { fields: ['/studyPlanId'] },
    partitions: PARTITIONS,
    config: { ...COMPACTED, ...FROM_OUTSIDE },
    events: ['university.study-plan-published.v1'],
    consumers: ['applications'],
  },
  {
    name: 'national.study-right-transfer.v1',
    producer: 'national',
    key: "the sender's id of the study right",
    keyRule: {
      firstOf: ['/transfer/opiskeluoikeudet/0/lähdejärjestelmänId/id', '/transfer/opiskeluoikeudet/0/oid'],
    },
    partitions: PARTITIONS,
    config: { ...retained(30), ...FROM_OUTSIDE },
    events: ['national.study-right-transferred.v1'],
    consumers: ['study-rights'],
  },
  {
    name: 'national.hoks-transfer.v1',
    producer: 'national',
    key: 'study right id',
    keyRule: { firstOf: ['/hoks/opiskeluoikeus-oid'] },
    partitions: PARTITIONS,
    config: { ...retained(30), ...FROM_OUTSIDE },
    events: ['national.hoks-sent.v1'],
    consumers: ['study-rights'],
  },
  {
    name: 'national.virta-transfer.v1',
    producer: 'national',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS,
    config: { ...retained(30), ...FROM_OUTSIDE },
    events: ['national.virta-study-rights-sent.v1'],
    consumers: ['study-rights'],
  },
  {
    name: 'applications.application.v1',
    producer: 'applications',
    key: 'application id',
    keyRule: { fields: ['/applicationId'] },
    partitions: PARTITIONS,
    config: retained(30),
    events: [
      'applications.application-submitted.v1',
      'applications.application-processing-started.v1',
      'applications.application-part-returned.v1',
      'applications.application-parts-transferred.v1',
      'applications.application-change-proposed.v1',
      'applications.application-change-declined.v1',
      'applications.application-parts-resubmitted.v1',
      'applications.application-cancelled.v1',
      'applications.application-reopened.v1',
      'applications.part-decision-confirmed.v1',
      'applications.part-decision-refused.v1',
      'applications.application-part-recorded.v1',
      'applications.application-restated.v1',
    ],
    consumers: ['decisions', 'notifications'],
  },
  {
    name: 'applications.rights-matrix.v1',
    producer: 'applications',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS_OF_LITTLE,
    config: COMPACTED,
    events: ['applications.rights-matrix-changed.v1'],
    consumers: ['decisions'],
  },
  {
    name: 'decisions.decision.v1',
    producer: 'decisions',
    key: 'application id',
    keyRule: { fields: ['/applicationId'] },
    partitions: PARTITIONS,
    config: retained(30),
    events: [
      'decisions.decision-proposed.v1',
      'decisions.decision-made.v1',
      'decisions.decision-voided.v1',
      'decisions.recognition-recorded.v1',
    ],
    consumers: ['applications', 'notifications'],
  },
  {
    name: 'decisions.attainment.v1',
    producer: 'decisions',
    key: 'application id',
    keyRule: { fields: ['/applicationId'] },
    partitions: PARTITIONS,
    config: retained(30),
    events: ['decisions.attainment-recorded.v1'],
    consumers: [],
    outsideReaders: ['university', 'national'],
  },
  {
    name: 'decisions.precedent.v1',
    producer: 'decisions',
    key: 'random bank key',
    keyRule: { fields: ['/bankKey'] },
    partitions: PARTITIONS,
    // Record times are rounded down to the month, so the month itself comes on top of the 30 days.
    config: retained(62),
    events: ['decisions.precedent-released.v1'],
    consumers: ['recognition-bank'],
    anonymous: true,
  },
  {
    name: 'recognition-bank.keyword.v1',
    producer: 'recognition-bank',
    key: 'institution oid and keyword code',
    keyRule: { fields: ['/institutionOid', '/code'] },
    partitions: PARTITIONS,
    config: COMPACTED,
    events: ['recognition-bank.keyword-changed.v1'],
    consumers: ['decisions'],
    outsideReaders: ['university'],
  },
  {
    name: 'recognition-bank.precedent.v1',
    producer: 'recognition-bank',
    key: 'random bank key',
    keyRule: { fields: ['/bankKey'] },
    partitions: PARTITIONS,
    config: retained(62),
    events: ['recognition-bank.precedent-filed.v1'],
    consumers: [],
    outsideReaders: ['university'],
    anonymous: true,
  },
  {
    name: 'notifications.message.v1',
    producer: 'notifications',
    key: 'message id',
    keyRule: { fields: ['/messageId'] },
    partitions: PARTITIONS,
    config: retained(30),
    events: ['notifications.message-delivered.v1'],
    consumers: [],
    outsideReaders: ['university'],
  },
  {
    name: 'study-rights.study-right.v1',
    producer: 'study-rights',
    key: 'study right id',
    keyRule: { fields: ['/studyRightId'] },
    partitions: PARTITIONS,
    config: retained(30),
    events: [
      'study-rights.study-right-stored.v1',
      'study-rights.study-right-invalidated.v1',
      'study-rights.study-right-invalidation-refused.v1',
      'study-rights.hoks-stored.v1',
      'study-rights.hoks-deleted.v1',
      'study-rights.feedback-decided.v1',
      'study-rights.study-right-restated.v1',
    ],
    consumers: ['applications', 'decisions'],
    outsideReaders: ['university', 'national'],
  },
  {
    name: 'study-rights.transfer-answer.v1',
    producer: 'study-rights',
    key: 'key of the refused transfer',
    keyRule: { firstOf: ['/sourceId', '/studyRightId'] },
    partitions: PARTITIONS,
    config: retained(30),
    events: ['study-rights.study-right-transfer-refused.v1'],
    consumers: [],
    outsideReaders: ['national'],
  },
  {
    name: 'study-rights.hoks-answer.v1',
    producer: 'study-rights',
    key: 'key of the refused event',
    keyRule: { firstOf: ['/studyRightId'] },
    partitions: PARTITIONS,
    config: retained(30),
    events: ['study-rights.hoks-refused.v1'],
    consumers: [],
    outsideReaders: ['national'],
  },
  {
    name: 'study-rights.virta-answer.v1',
    producer: 'study-rights',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS,
    config: retained(30),
    events: ['study-rights.virta-records-refused.v1'],
    consumers: [],
    outsideReaders: ['national'],
  },
  // Reconciliation (docs/adr/0018): owners publish now and then what they have, and consumers ask for what they miss.
  {
    name: 'applications.digest.v1',
    producer: 'applications',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS_OF_LITTLE,
    config: retained(7),
    events: ['applications.application-digest-published.v1'],
    consumers: ['decisions'],
  },
  {
    name: 'study-rights.digest.v1',
    producer: 'study-rights',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS_OF_LITTLE,
    config: retained(7),
    events: ['study-rights.study-right-digest-published.v1'],
    consumers: ['applications', 'decisions'],
  },
  {
    name: 'decisions.precedent-digest.v1',
    producer: 'decisions',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS_OF_LITTLE,
    config: retained(62),
    events: ['decisions.precedent-digest-published.v1'],
    consumers: ['recognition-bank'],
    anonymous: true,
  },
  {
    name: 'applications.republish-request.v1',
    producer: 'applications',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS_OF_LITTLE,
    config: retained(7),
    events: ['applications.republish-requested.v1'],
    consumers: ['study-rights'],
  },
  {
    name: 'decisions.republish-request.v1',
    producer: 'decisions',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS_OF_LITTLE,
    config: retained(7),
    events: ['decisions.republish-requested.v1'],
    consumers: ['applications', 'study-rights'],
  },
  {
    name: 'recognition-bank.republish-request.v1',
    producer: 'recognition-bank',
    key: 'institution oid',
    keyRule: { fields: ['/institutionOid'] },
    partitions: PARTITIONS_OF_LITTLE,
    config: retained(62),
    events: ['recognition-bank.republish-requested.v1'],
    consumers: ['decisions'],
    anonymous: true,
  },
];

/** Dead letters are kept longer than the source so that there is time to look into them. */
const DEAD_LETTER_DAYS = 90;

/** Name of the dead-letter topic of one consumer of a topic. */
export function deadLetterTopic(topic: string, consumer: ServiceName): string {
  return `${topic}.dlt.${consumer}`;
}

/** Every dead-letter topic: same number of partitions as its source, so that a key keeps its place and order. */
export function deadLetterTopics(): { name: string; partitions: number; config: Record<string, string> }[] {
  return TOPICS.flatMap((topic) =>
    topic.consumers.map((consumer) => ({
      name: deadLetterTopic(topic.name, consumer),
      partitions: topic.partitions,
      config: retained(DEAD_LETTER_DAYS),
    })),
  );
}

const TOPIC_OF = new Map(TOPICS.flatMap((topic) => topic.events.map((event) => [event, topic] as const)));

/** The topic on which an event travels. Every event name has exactly one. */
export function topicOf(event: EventName): TopicDefinition {
  const topic = TOPIC_OF.get(event);
  if (!topic) throw new Error(`Event ${event} has no topic in libs/contracts/src/topics.ts`);
  return topic;
}

export function isEventName(name: string): name is EventName {
  return TOPIC_OF.has(name as EventName);
}
