import { randomUUID } from 'node:crypto';
import { accessToken, stack } from '#testing';
import { hashPassword } from '../../src/service-users/password-hash.js';
import { freshOrganisation, serviceUser } from '../koski.js';
import { Placeholders } from './placeholders.js';

/** Who asks: the name in the recording, and what goes into the header `authorization`. */
export interface Caller {
  readonly name: string;
  readonly authorization: () => Promise<string | undefined>;
}

/** A question and its answer, with placeholders for what differs from run to run. */
export interface Pair {
  readonly name: string;
  readonly asked: {
    /** Method and path. */
    readonly target: string;
    readonly as: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** As it went out; of a long one the beginning and the length. */
    readonly body?: string;
  };
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Byte for byte. */
    readonly body: string;
  };
}

/** A sequence of questions; a later one may name what an earlier answer returned. */
export interface Story {
  readonly name: string;
  readonly tell: (run: Telling) => Promise<void>;
}

/** A text or bytes go out as they stand, anything else as JSON. */
type Body = object | string | Uint8Array | undefined;

/** Headers that clients go by. Those of the connection, and the id of the request, are not among them. */
const HEADERS = [
  ...['content-type', 'content-language', 'cache-control', 'www-authenticate', 'allow', 'etag', 'location', 'vary'],
  ...['retry-after', 'deprecation', 'sunset', 'link', 'accept', 'content-encoding'],
];
/** Longer bodies are sent for their length. */
const LONGEST_BODY = 6_000;
const REQUEST_LIMIT_MS = 30_000;

/** A story being told: asks its questions and keeps the pairs. */
export class Telling {
  readonly pairs: Pair[] = [];
  readonly #placeholders = new Placeholders();

  /**
   * Asks and keeps the pair.
   * @param target method and path, such as `GET /koski/api/oppija/x`
   * @returns the body of the answer, parsed when it is JSON
   */
  async ask<T>(
    name: string,
    caller: Caller,
    target: string,
    body?: Body,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const [method = '', path = ''] = target.split(/ (.*)/s);
    const sent = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const authorization = await caller.authorization();
    const response = await fetch(new URL(path, stack().gatewayUrl), {
      method,
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent as string }),
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    const json = parsed(text);
    const id = (json as { meta?: { id?: unknown } } | null | undefined)?.meta?.id;
    if (typeof id === 'number') this.hoks(id);
    const named = (one: string): string => this.#placeholders.in(one);
    // In the order of a reader, which is that of the numbers of the placeholders.
    this.pairs.push({
      name: named(name),
      asked: {
        target: named(target),
        as: caller.name,
        ...(Object.keys(headers).length > 0 && { headers }),
        ...(sent !== undefined && { body: named(beginningOf(sent)) }),
      },
      answer: {
        status: response.status,
        headers: Object.fromEntries(
          HEADERS.flatMap((header) => {
            const value = response.headers.get(header);
            return value === null ? [] : [[header, named(value)]];
          }),
        ),
        body: named(text),
      },
    });
    return (json ?? text) as T;
  }

  /** An organisation that nobody knows. */
  organisation(): string {
    const oid = freshOrganisation();
    this.#placeholders.know('organisation', oid);
    return oid;
  }

  /** A text that is made anew in each run. */
  fresh(kind: string, text: string): string {
    this.#placeholders.know(kind, text);
    return text;
  }

  /** The day that is so many days after today. */
  day(daysAhead: number): string {
    return this.#placeholders.day(daysAhead);
  }

  /** Says that a number is the id of a HOKS; of one that was asked for here it is known. */
  hoks(id: number): number {
    this.#placeholders.knowHoks(id);
    return id;
  }

  /** The number before the id of a HOKS: where a page begins that has it first. */
  before(id: number): number {
    this.#placeholders.knowHoks(id - 1, 'before-hoks');
    return id - 1;
  }
}

/** The same question in the three languages; for what changes nothing. */
export async function inThreeLanguages(
  run: Telling,
  name: string,
  caller: Caller,
  target: string,
  body?: Body,
): Promise<void> {
  for (const language of ['fi', 'sv', 'en']) {
    await run.ask(`${name} (${language})`, caller, target, body, { 'accept-language': language });
  }
}

/** As it went out; of a long body the beginning and the length. */
function beginningOf(sent: string | Uint8Array): string {
  const text = typeof sent === 'string' ? sent : Buffer.from(sent).toString('latin1');
  return text.length > LONGEST_BODY ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

function byPassword(username: string): Caller {
  return { name: username, authorization: async () => basic(username, username) };
}

function byToken(username: string): Caller {
  return { name: username, authorization: async () => `Bearer ${await accessToken(username)}` };
}

/** A caller that sends exactly this text as `authorization`; undefined: nothing. */
export function saying(name: string, authorization?: string): Caller {
  return { name, authorization: async () => authorization };
}

/** A service user of this run with other rights than those of the demo. */
export async function userWith(name: string, columns: Record<string, unknown>): Promise<Caller> {
  const username = `testi-${randomUUID()}`;
  await serviceUser({ username, password_hash: await hashPassword(username), ...columns });
  return saying(name, basic(username, username));
}

/** Those of the demo institution who ask most. */
export const who = {
  nobody: saying('nobody'),
  tallentaja: byPassword('tallentaja'),
  mitatoija: byPassword('mitatoija'),
  katselija: byPassword('katselija'),
  toinen: byPassword('toinen'),
  paakayttaja: byPassword('paakayttaja'),
  paivi: byToken('paivi'),
  kaisa: byToken('kaisa'),
  mirja: byToken('mirja'),
  leo: byToken('leo'),
  tuki: byToken('tuki'),
  hanna: byToken('hanna'),
} as const;
