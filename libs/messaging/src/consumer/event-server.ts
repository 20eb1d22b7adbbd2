import { type CustomTransportStrategy, EventPattern, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { type EventName, isEventName, topicOf } from '#contracts';
import { FollowEvents } from '../copies/follow-events.js';
import type { DeliveredMessage, EventConsumer } from '../ports.js';
import type { ReceivedEvent, Tombstone } from '../events.js';
import type { Transaction } from '../unit-of-work.js';
import type { MessageEdge } from './message-edge.js';
import type {
  BatchEventHandler,
  EventHandler,
  Reactions,
  SideBySide,
  SubjectOf,
  TombstoneHandler,
} from './reactions.js';
import { isCompacted } from './read-message.js';

/** What a reaction gets beside the event. Effects go through `tx` only: the inbox row is already in it. */
export interface ReactionContext {
  readonly tx: Transaction;
  /** Set while the same reaction works on other events in the same transaction at the same time. */
  readonly sideBySide: SideBySide | undefined;
  /**
   * How many rows the event has changed in this service's copies. They are written before the reaction, and forgotten
   * after it: a reaction to a cleared key can still read what goes.
   */
  readonly written: number;
}

/** How the events of a reaction can be worked on. */
export interface ReactionOptions {
  /**
   * What an event is about, where events about different things may be worked on at the same time in one transaction: their
   * statements then go to the database together. Null: this one goes alone. Savepoints belong to a transaction as a whole: a
   * reaction that is not alone sets none, and what it can only find out later it throws; all are then tried in smaller groups.
   */
  readonly sideBySide?: SubjectOf;
}

/** Marks the method of a controller that reacts to an event, or to each of several. One reaction, of either kind, per event and service. */
export function Reaction(name: EventName | readonly EventName[], options: ReactionOptions = {}): MethodDecorator {
  return EventPattern([name].flat(), { ...options }) as MethodDecorator;
}

/**
 * Marks the method of a controller that reacts to events of one name together: it gets `readonly ReceivedEvent[]`, in
 * order, none of them seen before, and writes their effects by few statements. For copies of registers, where thousands
 * come at once. Events of one key can be among them more than once. What fails for one fails for all; they are then
 * tried in ever smaller groups, down to one. What it appends counts as caused by the last of them.
 */
export function BatchReaction(name: EventName): MethodDecorator {
  return EventPattern(name as string, { batch: true }) as MethodDecorator;
}

/**
 * Marks the method of a controller that forgets what stands under a key of a compacted topic: it gets a `Tombstone` for each
 * record without a value. Where no method is marked such records are passed over.
 */
export function TombstoneReaction(topic: string): MethodDecorator {
  return EventPattern(topic, { tombstone: true }) as MethodDecorator;
}

/** Makes the edge for the reactions of a service. */
export type EdgeFactory = (reactions: Reactions) => MessageEdge;

/**
 * Nest's way of declaring handlers on our own way of consuming. Nest's Kafka server retries any exception for ever and
 * blocks the partition; here every message passes the edge, which decides by the failure policy.
 */
export class EventServer extends Server implements CustomTransportStrategy {
  private edge: MessageEdge | undefined;
  private joinedOnce = false;

  constructor(
    private readonly consumer: EventConsumer,
    private readonly edgeFor: EdgeFactory,
    private readonly copies: () => FollowEvents = () => new FollowEvents([]),
  ) {
    super();
  }

  /** Starts consuming in the background: the service answers HTTP also while the broker is away. */
  listen(callback: (error?: unknown) => void): void {
    const reactions = this.reactions();
    const names = [...reactions.handlers.keys(), ...reactions.batchHandlers.keys()];
    const topics = [...new Set([...names.map((name) => topicOf(name).name), ...reactions.tombstoneHandlers.keys()])];
    this.edge = this.edgeFor(reactions);
    if (topics.length === 0) this.joinedOnce = true;
    else
      void this.consumer.runInBatches(topics, this.edge.handleBatch).then(
        () => (this.joinedOnce = true),
        (error: unknown) => this.logger.error(error),
      );
    callback();
  }

  /** Handles a message that was dead-lettered before; see {@link MessageEdge.replay}. */
  async replay(message: DeliveredMessage): Promise<'done' | 'seen' | 'ignored'> {
    if (!this.edge) throw new Error('The service does not react to events yet');
    return this.edge.replay(message);
  }

  /** True once the group has given this process its first assignment (start-up probe). */
  get joined(): boolean {
    return this.joinedOnce;
  }

  get crashed(): boolean {
    return this.consumer.crashed;
  }

  /** Takes no new message and waits for the one in hand; called in the intake phase of the shutdown. */
  async stop(): Promise<void> {
    this.edge?.stop();
    await this.consumer.stop();
  }

  /** Nest's own closing comes after the shutdown phases have stopped the consumer. */
  close(): void {}

  on(): void {
    throw new Error('The event server emits no events of its own.');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }

  /** What is done about each event: first the copies follow it, then the service's own reaction decides. */
  private reactions(): Required<Reactions> {
    const own = this.ownReactions();
    const copies = this.copies();
    const handlers = new Map<EventName, EventHandler>(own.single);
    const batchHandlers = new Map<EventName, BatchEventHandler>(own.batch);
    const tombstoneHandlers = new Map<string, TombstoneHandler>(own.tombstone);
    for (const name of copies.events) {
      const [one, batch] = [own.single.get(name), own.batch.get(name)];
      if (one || (!batch && !copies.takesMany(name))) {
        handlers.set(name, async (event, tx, others) => {
          const written = await copies.write(tx, [event]);
          await one?.(event, tx, others, written);
        });
      } else {
        batchHandlers.set(name, async (events, tx) => {
          const [first, ...rest] = events;
          const written = first ? await copies.write(tx, [first, ...rest]) : 0;
          await batch?.(events, tx, undefined, written);
        });
      }
    }
    for (const topic of copies.clearedTopics) {
      if (!isCompacted(topic)) throw new Error(`A copy forgets keys of ${topic}, which is no compacted topic`);
      const decide = own.tombstone.get(topic);
      tombstoneHandlers.set(topic, async (tombstone, tx) => {
        await decide?.(tombstone, tx);
        await copies.forget(tx, tombstone);
      });
    }
    return { handlers, batchHandlers, tombstoneHandlers, sideBySide: own.sideBySide };
  }

  private ownReactions() {
    const single = new Map<EventName, React>();
    const batch = new Map<EventName, React>();
    const tombstone = new Map<string, React>();
    const sideBySide = new Map<EventName, SubjectOf>();
    for (const [pattern, handler] of this.messageHandlers) {
      if (handler.next) throw new Error(`Two reactions to ${pattern} in one service; make one of them`);
      const react: React = async (data, tx, others, written = 0) => {
        const context: ReactionContext = { tx, sideBySide: others, written };
        const result: unknown = await handler(data, context);
        await lastValueFrom(this.transformToObservable(result), { defaultValue: undefined });
      };
      if (handler.extras?.['tombstone'] === true) {
        if (!isCompacted(pattern)) throw new Error(`@TombstoneReaction(${pattern}) names no compacted topic`);
        tombstone.set(pattern, react);
      } else if (!isEventName(pattern)) throw new Error(`@Reaction(${pattern}) names no event of libs/contracts`);
      else if (handler.extras?.['batch'] === true) batch.set(pattern, react);
      else {
        single.set(pattern, react);
        const subjectOf = handler.extras?.['sideBySide'] as SubjectOf | undefined;
        if (subjectOf) sideBySide.set(pattern, subjectOf);
      }
    }
    return { single, batch, tombstone, sideBySide };
  }
}

/** A reaction of the service's own. @param written rows that its copies have changed */
type React = (
  data: ReceivedEvent | readonly ReceivedEvent[] | Tombstone,
  tx: Transaction,
  others?: SideBySide,
  written?: number,
) => Promise<void>;
