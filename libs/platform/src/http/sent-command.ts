import type { FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor.js';
import { actorOf, type RequestWithActor } from '../auth/decorators.js';
import { versionHeader, versionIn } from './doors.js';
import { requestPart } from './request-parts.js';

/** A command as it came: from whom, and on which version of what it changes. */
export interface SentCommand {
  readonly actor: Actor;
  /** From If-Match; undefined when the client did not say. */
  readonly expectedVersion: number | undefined;
}

/**
 * The command of the request, beside its content.
 * @param ifMatch whether the client has to say which version it changes
 * @throws ProblemError `platform/version-required` when required and missing, `platform/validation-failed` when malformed
 */
export function Command(ifMatch: 'required' | 'optional'): ParameterDecorator {
  return requestPart((request: FastifyRequest & RequestWithActor) => {
    const version = versionIn(request.headers['if-match'], ifMatch);
    if (!('value' in version)) return version;
    return { value: { actor: actorOf(request), expectedVersion: version.value } };
  }, versionHeader(ifMatch));
}
