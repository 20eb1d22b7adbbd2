export { cloudEventHeaders, cloudEventMessage, decode, type Envelope, eventNameIn } from './cloud-events.js';
export type { Note, WatchedChanges } from './changes/watched-changes.js';
export { CRASH_POINTS, type CrashPoint } from './crash-point.js';
export type { SideBySide } from './consumer/reactions.js';
export { RefusedEvent } from './consumer/refused-event.js';
export {
  type Copies,
  type CopyDeclaration,
  type CopyForgetter,
  type CopyWriter,
  type CopyWriterOfMany,
  declareCopies,
  eventsOf,
} from './copies/copy-declaration.js';
export { type CopyTable, keepNewest } from './copies/keep-newest.js';
export { resolveCopies } from './copies/resolve-copies.js';
export {
  BatchReaction,
  EventServer,
  Reaction,
  type ReactionContext,
  TombstoneReaction,
} from './consumer/event-server.js';
export type { NewEvent, Origin, ReceivedEvent, Tombstone } from './events.js';
export { delivered } from './kafka/delivered-record.js';
export { type KafkaConnection, kafkaConnection } from './kafka/kafka-client.js';
export { partitionOfKey } from './kafka/partitioner.js';
export { ensureRights } from './kafka/kafka-rights.js';
export { compareTopics, ensureTopics } from './kafka/kafka-topics.js';
export { KafkaOutsideClient } from './kafka/kafka-outside-client.js';
export { MessagingModule, type MessagingOptions } from './messaging.module.js';
export { showRowsPutOff, showRowsWithheld } from './metrics.js';
export { dataSourceOptions, type PersistenceParts } from './persistence/data-source.js';
export { idempotencyMigrations, reconcileMigrations } from './persistence/migrations.js';
export { migrate, runMigrations } from './persistence/migrate.js';
export type { BrokerMessage, DeliveredMessage, EventConsumer, EventPublisher } from './ports.js';
export { compareWithDigest, type ComparedCopy, type TakenPage } from './reconcile/compare-with-digest.js';
export type { DigestSource } from './reconcile/digest-source.js';
export { ReconcileModule } from './reconcile/reconcile.module.js';
export { rebuild, RebuildRefused, type RebuildReport } from './rebuild/rebuild.js';
export { IdempotentTransaction, type RepeatableCommand } from './repetition/idempotent-transaction.js';
export { Follower, sequenceOf } from './sequence.js';
export { type Transaction, UnitOfWork } from './unit-of-work.js';
