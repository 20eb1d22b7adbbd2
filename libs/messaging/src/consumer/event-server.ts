import { type CustomTransportStrategy, EventPattern, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { type EventName, isEventName, topicOf } from '#contracts';
import type { DeliveredMessage, EventConsumer } from '../ports.js';
import type { ReceivedEvent } from '../events.js';
import type { Transaction } from '../unit-of-work.js';
import type { EventHandler, MessageEdge } from './message-edge.js';

/** What a reaction gets beside the event. Effects go through `tx` only: the inbox row is already in it. */
export interface ReactionContext {
  readonly tx: Transaction;
}

/** Marks the method of a controller that reacts to an event. One reaction per event and service. */
export function Reaction(name: EventName): MethodDecorator {
  return EventPattern(name as string) as MethodDecorator;
}

export type EdgeFactory = (handlers: ReadonlyMap<EventName, EventHandler>) => MessageEdge;

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
  ) {
    super();
  }

  /** Starts consuming in the background: the service answers HTTP also while the broker is away. */
  listen(callback: (error?: unknown) => void): void {
    const handlers = this.reactions();
    const topics = [...new Set([...handlers.keys()].map((name) => topicOf(name).name))];
    this.edge = this.edgeFor(handlers);
    if (topics.length === 0) this.joinedOnce = true;
    else
      void this.consumer.run(topics, this.edge.handle).then(
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

  private reactions(): Map<EventName, EventHandler> {
    const reactions = new Map<EventName, EventHandler>();
    for (const [pattern, handler] of this.messageHandlers) {
      if (!isEventName(pattern)) throw new Error(`@Reaction(${pattern}) names no event of libs/contracts`);
      if (handler.next) throw new Error(`Two reactions to ${pattern} in one service; make one of them`);
      reactions.set(pattern, async (event: ReceivedEvent, tx: Transaction) => {
        const context: ReactionContext = { tx };
        const result: unknown = await handler(event, context);
        await lastValueFrom(this.transformToObservable(result), { defaultValue: undefined });
      });
    }
    return reactions;
  }
}
