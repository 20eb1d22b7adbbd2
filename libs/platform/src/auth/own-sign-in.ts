import type { FastifyRequest } from 'fastify';
import type { RequestWithActor } from './decorators.js';

/** Token of the provider that lets into the compatible interfaces of a service that has such. */
export const OWN_SIGN_IN = Symbol('OWN_SIGN_IN');

export interface OwnSignIn {
  /** Notes the actor; one that is noted already stays. Throws a ProblemError when the caller is not let in. */
  signIn(request: FastifyRequest & RequestWithActor): Promise<void>;
}
