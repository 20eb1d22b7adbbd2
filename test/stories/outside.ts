import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { violationsOf } from '#contracts';
import { eventNameIn } from '#messaging';
import { as, eventually, publish, type Reply, stack, topicMessages, type TopicMessage } from '#testing';
import { Deviation, expectThat } from './expectations.js';

/**
 * A service may be down and on its way back: how long the story waits for anything. A member of a consumer group that
 * was killed is missed only after its session timeout (45 s by default); until then its partitions rest.
 */
export const PATIENCE_MS = 120_000;
const PAUSE_MS = 250;
/** Answers of a gateway whose service is away. */
const AWAY = new Set([502, 503, 504]);

type Method = 'get' | 'post' | 'put' | 'delete';

export interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly to: readonly { readonly address: string }[];
}

/**
 * The system as people and other systems see it: HTTP through the gateway, Kafka, the mail catcher. While a service is
 * away, requests are repeated until it is back, and nothing is done twice: a command whose answer was lost is repeated
 * under the same Idempotency-Key, and a conflict then means that the first attempt had arrived.
 */
export class Outside {
  /** What a person reads; any status. */
  async get<T>(who: string, path: string): Promise<Reply<T>> {
    return this.send<T>(who, 'get', path);
  }

  /** Any request; any status. */
  async send<T>(who: string, method: Method, path: string, body?: object, headers = {}): Promise<Reply<T>> {
    return (await this.persist<T>(who, method, path, body, headers)).reply;
  }

  /** What a person reads and may read. @throws Deviation on any status but 200 */
  async read<T>(who: string, path: string): Promise<T> {
    const reply = await this.get<T>(who, path);
    expectThat(`GET ${path} as ${who} answers 200`, reply.status === 200, answerOf(reply));
    return reply.body;
  }

  /**
   * A command that is to succeed.
   * @returns the answer, or undefined when only the conflict with its own lost first attempt was seen
   * @throws Deviation when it does not
   */
  async command<T>(who: string, method: Method, path: string, body?: object, headers = {}): Promise<T | undefined> {
    const { reply, answerLost } = await this.persist<T>(who, method, path, body, headers);
    if (answerLost && [404, 409].includes(reply.status)) {
      return undefined;
    }
    const done = reply.status >= 200 && reply.status < 300;
    expectThat(`${method.toUpperCase()} ${path} as ${who} succeeds`, done, answerOf(reply));
    return reply.body;
  }

  /**
   * A command that is to be refused with this status and code.
   * @returns the problem document
   */
  async refused(
    who: string,
    method: Method,
    path: string,
    body: object | undefined,
    expected: { status: number; code: string },
  ): Promise<Record<string, unknown>> {
    const { reply } = await this.persist<Record<string, unknown>>(who, method, path, body);
    const asExpected = reply.status === expected.status && reply.body['code'] === expected.code;
    expectThat(
      `${method.toUpperCase()} ${path} as ${who} is refused with ${expected.status} ${expected.code}`,
      asExpected,
      answerOf(reply),
    );
    return reply.body;
  }

  /** The first record of a topic that matches, read as a system outside would. */
  async record<B>(topic: string, what: string, match: (body: B) => boolean): Promise<TopicMessage<B>> {
    return this.sooner(what, async () => (await this.records<B>(topic, match))[0]);
  }

  /** All records of a topic so far that match. What breaks the published schema is passed over, as by any consumer. */
  async records<B>(topic: string, match: (body: B) => boolean): Promise<TopicMessage<B>[]> {
    const messages = (await topicMessages(topic)) as readonly TopicMessage<B>[];
    return messages.filter((message) => fitsItsSchema(message) && match(message.body));
  }

  /** Waits until something is there. @throws Deviation when it never comes */
  async sooner<T>(what: string, probe: () => Promise<T | undefined | false>): Promise<T> {
    return eventually(what, probe, PATIENCE_MS).catch((error: Error) => {
      throw new Deviation(error.message, { cause: error });
    });
  }

  readonly publish = publish;

  /** The newest e-mails in the mail catcher. */
  async mails(): Promise<Mail[]> {
    const response = await fetch(`${stack().maildevUrl}/api/email?sort=desc&limit=200`);
    return (await response.json()) as Mail[];
  }

  /** Is the whole stack ready, as the gateway says? */
  async ready(): Promise<boolean> {
    const response = await fetch(`${stack().gatewayUrl}/health/ready`);
    return response.status === 200;
  }

  private async persist<T>(
    who: string,
    method: Method,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<{ reply: Reply<T>; answerLost: boolean }> {
    const deadline = performance.now() + PATIENCE_MS;
    const allHeaders = {
      'accept-language': 'fi',
      ...(method === 'post' && { 'idempotency-key': randomUUID() }),
      ...headers,
    };
    for (let answerLost = false; ; answerLost = true) {
      const reply = await this.attempt<T>(who, method, path, body, allHeaders);
      if (!(reply instanceof Error) && !AWAY.has(reply.status)) {
        return { reply, answerLost };
      }
      if (performance.now() > deadline) {
        const last = reply instanceof Error ? reply.message : answerOf(reply);
        throw new Deviation(
          `${method.toUpperCase()} ${path} as ${who}: no answer within ${PATIENCE_MS / 1000} s (${last})`,
        );
      }
      await delay(PAUSE_MS);
    }
  }

  private async attempt<T>(
    who: string,
    method: Method,
    path: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Reply<T> | Error> {
    try {
      return await (await as(who))[method]<T>(path, body, headers);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

function answerOf(reply: Reply): string {
  return `${reply.status} ${JSON.stringify(reply.body).slice(0, 600)}`;
}

function fitsItsSchema({ headers, body }: TopicMessage): boolean {
  const name = eventNameIn(headers);
  return name !== undefined && violationsOf(name, body, 'consumer').length === 0;
}
