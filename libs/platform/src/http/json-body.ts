import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FieldFault } from '../errors/field-errors.js';
import { ProblemError } from '../errors/problem.js';
import { BODY_LIMIT, bodyLimitAt } from './body-limits.js';
import { compatibleInterfaceOf } from './compatible-interfaces.js';
import { faultOfJson } from './json-faults.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Takes JSON in UTF-8 and nothing else. Routes that take whole documents take larger bodies. */
export function acceptOnlyJson(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit ??= bodyLimitAt(route.url);
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/i,
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (request: FastifyRequest, bytes: Buffer, done: (error: Error | null, body?: unknown) => void) => {
      try {
        done(null, parseJson(bytes, request.headers, compatibleInterfaceOf(request) !== undefined));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/**
 * The value of a JSON body, or undefined when it is empty.
 *
 * @param unchanged what comes is to be given back as it came: also refuses what JavaScript reads but cannot keep
 * @throws ProblemError platform/unsupported-media-type, not-utf8, malformed-json, or validation-failed for characters
 *   that no database column can hold; json-duplicate-name, json-too-deep, json-number, json-character with `unchanged`
 */
export function parseJson(bytes: Buffer, headers: FastifyRequest['headers'], unchanged = false): unknown {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
  const encoding = headers['content-encoding'] ?? 'identity';
  if ((charset && !/^utf-?8$/i.test(charset)) || encoding.toLowerCase() !== 'identity') {
    throw new ProblemError('platform/unsupported-media-type');
  }
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  const value = parse(text);
  const fault = unchanged ? faultOfJson(text) : undefined;
  if (fault !== undefined) throw new ProblemError(`platform/json-${fault}`);
  if (!isStorable(value)) {
    if (unchanged) throw new ProblemError('platform/json-character');
    const fault: FieldFault = { path: '', code: 'invalid_format', wording: 'characters' };
    throw new ProblemError('platform/validation-failed', { errors: [fault] });
  }
  return value;
}

/**
 * False when a text anywhere in the value (names included) holds what PostgreSQL refuses: NUL or half of a surrogate
 * pair; or when a name is `__proto__`. Without recursion, because clients choose the depth.
 */
export function isStorable(value: unknown): boolean {
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') {
      if (next.includes('\0') || !next.isWellFormed()) return false;
    } else if (typeof next === 'object' && next !== null) {
      for (const name of Object.keys(next)) {
        if (name === '__proto__' || name.includes('\0') || !name.isWellFormed()) return false;
        pending.push((next as Record<string, unknown>)[name]);
      }
    }
  }
  return true;
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ProblemError('platform/not-utf8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ProblemError('platform/malformed-json');
  }
}
