import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor.js';
import { actorOf, type RequestWithActor } from '../auth/decorators.js';
import { KEY_HEADER, keyIn, versionHeader, versionIn } from './request-decorators.js';
import { requestPart } from './request-parts.js';

/** A command as it came, beside its content. */
export interface SentCommand {
  readonly actor: Actor;
  /** From If-Match; undefined when the client did not say. */
  readonly expectedVersion: number | undefined;
  /** The Idempotency-Key; undefined when the client did not send one. */
  readonly key: string | undefined;
  /** Hash of the person, the method, the path and the content: requests that have it in common ask for the same. */
  readonly fingerprint: string;
}

/**
 * The command of the request, beside its content.
 * @param ifMatch whether the client says which version it changes
 * @throws ProblemError `platform/version-required` when required and missing, `platform/validation-failed` when malformed,
 *   `platform/not-acceptable-key`
 */
export function Command(ifMatch: 'required' | 'optional' | 'none'): ParameterDecorator {
  const header = ifMatch === 'none' ? {} : versionHeader(ifMatch);
  return requestPart(
    (request: FastifyRequest & RequestWithActor) => {
      const { headers } = request;
      const version = ifMatch === 'none' ? { value: undefined } : versionIn(headers['if-match'], ifMatch);
      const key = keyIn(headers['idempotency-key']);
      if (!('value' in version)) {
        return { ...version, errors: [...version.errors, ...('value' in key ? [] : key.errors)] };
      }
      if (!('value' in key)) return key;
      const actor = actorOf(request);
      return {
        value: {
          ...{ actor, expectedVersion: version.value, key: key.value },
          // Not before the content has been checked: a client chooses its depth.
          get fingerprint() {
            return fingerprintOf(actor, request);
          },
        },
      };
    },
    {
      headers: { ...header.headers, ...KEY_HEADER.headers },
      problems: [...(header.problems ?? []), ...(KEY_HEADER.problems ?? [])],
    },
  );
}

function fingerprintOf({ institutionOid, personId }: Actor, { method, url, body }: FastifyRequest): string {
  const [path] = url.split('?');
  const asked = [institutionOid, personId, method, path, body ?? {}];
  return createHash('sha256').update(JSON.stringify(asked, inOrder)).digest('hex');
}

/** The same content is the same however the client orders its fields. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
