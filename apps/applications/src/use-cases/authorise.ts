import { seesApplication } from '#contracts';
import { orProblem, ProblemError, type Actor } from '#platform';
import type { Transaction } from '#messaging';
import type { ErrorCode } from '../errors.js';
import type { Application } from '../domain/application.js';
import { can, type Action } from '../domain/policy.js';
import type { ApplicationRepository } from '../persistence/application.repository.js';

/** What a command is about, and the version that its sender has seen. */
export interface ChangeTarget {
  readonly applicationId: string;
  /** From If-Match; undefined when the client did not say. */
  readonly expectedVersion: number | undefined;
}

/** May the actor's roles use this action? @throws ProblemError `application/role-not-allowed` */
export function authorise(actor: Actor, action: Action): void {
  orProblem(can(actor, action));
}

/**
 * The application, locked for the transaction, if the actor sees it and has seen its newest version.
 * @throws ProblemError `application/not-found`, also for another institution's; `platform/stale-version`
 */
export async function applicationForChange(
  applications: ApplicationRepository,
  tx: Transaction,
  actor: Actor,
  { applicationId, expectedVersion }: ChangeTarget,
): Promise<Application> {
  const application = await applications.lock(tx.sql, actor.institutionOid, applicationId);
  if (!application || !seesApplication(actor, application)) throw new ProblemError<ErrorCode>('application/not-found');
  if (expectedVersion !== undefined && expectedVersion !== application.version) {
    throw new ProblemError('platform/stale-version', { currentVersion: application.version });
  }
  return application;
}
