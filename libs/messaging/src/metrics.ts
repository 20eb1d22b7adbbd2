import { metrics } from '#platform';
import type { HoldingObserver } from './kafka/held-partitions.js';
import type { TopicObserver } from './kafka/topic-watch.js';
import type { SchemaObserver } from './persistence/schema-gate.js';
import type { EdgeObserver, LetterObserver } from './ports.js';
import type { RelayObserver } from './relay/outbox-relay.js';

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

const leader = metrics.gauge({ name: 'outbox_relay_leader', help: '1 while this process publishes the outbox' });
const waiting = metrics.gauge({
  name: 'outbox_waiting_rows',
  help: 'Outbox rows not yet published (counted to 100 000)',
});
const age = metrics.gauge({
  name: 'outbox_oldest_age_seconds',
  help: 'Age of the oldest outbox row not yet published',
});
const setAside = metrics.gauge({ name: 'outbox_set_aside_rows', help: 'Rows the broker refused; each blocks its key' });
const published = metrics.counter({ name: 'outbox_published_total', help: 'Outbox rows published' });
const publishSeconds = metrics.histogram({
  name: 'outbox_publish_seconds',
  help: 'Time to send and mark one batch',
  buckets: SECONDS,
});
const handled = metrics.counter({
  name: 'inbox_messages_total',
  help: 'Messages by event and outcome: done, seen (duplicate), ignored, dead-lettered',
  labelNames: ['event', 'outcome'],
});
const handlerSeconds = metrics.histogram({
  name: 'reaction_seconds',
  help: 'Time from delivery to commit',
  labelNames: ['event'],
  buckets: SECONDS,
});
const eventAge = metrics.histogram({
  name: 'event_age_seconds',
  help: 'Time from the moment when a fact happened, in whichever system, to the commit of its effect here',
  labelNames: ['event'],
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600],
});
const newestEvent = metrics.gauge({
  name: 'inbox_newest_event_timestamp_seconds',
  help: 'When the newest fact happened that has had its effect here (Unix time); it stands still when nothing happens',
});
let newestEventAt = 0;
const down = metrics.gauge({ name: 'inbox_infrastructure_down', help: '1 while consumption waits for the database' });
const openLetters = metrics.gauge({
  name: 'dead_letters_open',
  help: 'Dead letters that nobody has replayed or discarded (counted to 10 000)',
});
const parkedKeys = metrics.gauge({
  name: 'parked_keys',
  help: 'Keys whose later events go to the dead letters (counted to 10 000)',
});

const lag = metrics.gauge({
  name: 'consumer_lag_messages',
  help: 'Messages of a topic that the whole group of this service has still to handle; absent while the broker is away',
  labelNames: ['topic'],
});
const topicDiffers = metrics.gauge({
  name: 'topic_settings_differ',
  help: '1 per topic and setting that is on the broker not as declared; with "partitions" the topic is not used',
  labelNames: ['topic', 'setting'],
});

const schemaWaiting = metrics.gauge({
  name: 'schema_waiting',
  help: '1 while the service waits for its schema: a migration has not been run, or something has gone from the database',
});
const stuck = metrics.gauge({
  name: 'stuck_partition_offset',
  help: 'Offset at which a partition is held up because its records cannot be read; absent when all can',
  labelNames: ['topic', 'partition'],
});
const crashesInARow = metrics.gauge({
  name: 'consumer_crashes_in_a_row',
  help: 'Crashes of the consumer without a record in between, outages of the broker not counted',
});

const offsetResets = metrics.counter({
  name: 'consumer_offset_resets_total',
  help: 'Times that reading went on at the oldest record kept because the next one had been deleted',
  labelNames: ['topic'],
});
const standing = metrics.gauge({
  name: 'partition_without_progress_seconds',
  help: 'For how long the group has handled nothing of a partition with records to handle; absent when it goes on',
  labelNames: ['topic', 'partition'],
});

const putOff = metrics.gauge({
  name: 'job_put_off_rows',
  help: 'Rows that a job of the service could not deal with and has left for later (counted to 10 000)',
  labelNames: ['job'],
});

/** What operators see of a job that leaves rows for later. */
export function showRowsPutOff(job: string, rows: number): void {
  putOff.set({ job }, rows);
}

const withheld = metrics.gauge({
  name: 'copies_withheld_rows',
  help: "Rows of a copy of others' data without a text that told of a person and that all could have read (counted to 10 000)",
  labelNames: ['copy'],
});

/** What operators see of a copy that leaves out personal data. */
export function showRowsWithheld(copy: string, rows: number): void {
  withheld.set({ copy }, rows);
}

/** What operators see of the schema gate; an alert stands on it (k8s/platform/alerts.yaml). */
export const schemaMetrics: SchemaObserver = {
  waiting: (isWaiting) => schemaWaiting.set(isWaiting ? 1 : 0),
};

/** What operators see of a service's topics. */
export const topicMetrics: TopicObserver = {
  differences: (differences) => {
    topicDiffers.reset();
    for (const { topic, setting } of differences) topicDiffers.set({ topic, setting }, 1);
  },
  lag: (byTopic) => {
    lag.reset();
    for (const [topic, messages] of byTopic ?? []) lag.set({ topic }, messages);
  },
  standing: (partitions) => {
    standing.reset();
    for (const { topic, partition, seconds } of partitions) {
      standing.set({ topic, partition: String(partition) }, seconds);
    }
  },
  recreated: (topic) => showOffsetReset(topic),
};

/** Reading went on at the oldest record kept because the next one had been deleted. */
export function showOffsetReset(topic: string): void {
  offsetResets.inc({ topic });
}

/** What operators see of what the consumer cannot read. */
export const holdingMetrics: HoldingObserver = {
  held: (stretches) => {
    stuck.reset();
    for (const { topic, partition, from } of stretches)
      stuck.set({ topic, partition: String(partition) }, Number(from));
  },
  crashes: (inARow) => crashesInARow.set(inARow),
};

/** What operators see of the relay. */
export const relayMetrics: RelayObserver = {
  leader: (isLeader) => leader.set(isLeader ? 1 : 0),
  published: (count, seconds) => {
    published.inc(count);
    publishSeconds.observe(seconds);
  },
  outbox: (gauges) => {
    waiting.set(gauges.waiting);
    age.set(gauges.ageSeconds);
    setAside.set(gauges.setAside);
  },
};

/** What operators see of a consumer. */
export const edgeMetrics: EdgeObserver = {
  handled: (event, outcome, seconds, happenedAt) => {
    handled.inc({ event, outcome });
    if (outcome !== 'done') return;
    handlerSeconds.observe({ event }, seconds);
    const now = Date.now();
    // The clock of another system may be ahead of ours, or its time no time at all.
    const happened = Math.min(happenedAt === undefined ? NaN : Date.parse(happenedAt), now);
    if (Number.isNaN(happened)) return;
    eventAge.observe({ event }, (now - happened) / 1000);
    newestEventAt = Math.max(newestEventAt, happened);
    newestEvent.set(newestEventAt / 1000);
  },
  infrastructureDown: (isDown) => down.set(isDown ? 1 : 0),
};

/** What operators see of dead letters; an alert stands on both (k8s/platform/alerts.yaml). */
export const deadLetterMetrics: LetterObserver = {
  counted: (counts) => {
    openLetters.set(counts.open);
    parkedKeys.set(counts.parkedKeys);
  },
};
