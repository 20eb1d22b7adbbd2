import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock, orProblem, ProblemError, type SentCommand, writeAudits } from '#platform';
import type { ErrorCode } from '../errors.js';
import type { Application } from '../domain/application.js';
import type { Decided, Decision } from '../domain/decided.js';
import type { Action } from '../domain/policy.js';
import { ApplicationRepository } from '../persistence/application.repository.js';
import { publishedEvents } from '../published-events.js';
import { applicationView, type ApplicationView } from '../queries/application-by-id/application-view.js';
import { auditsOfChange } from './audits-of-change.js';
import { authorise } from './authorise.js';

/** When a command is decided, on whose behalf, and the transaction in which facts for it are read. */
export interface Moment {
  readonly actorId: string;
  readonly now: Date;
  readonly tx: Transaction;
}

/** The person or service by whom an application is changed. */
export interface Author {
  readonly institutionOid: string;
  readonly actorId: string;
  /** As the audit log calls what is done; of a reaction it can depend on what came of it. */
  readonly action: string | ((decided: Decided) => string);
}

/** The frame of every change: one transaction, the application locked, and what changed saved, published and audited. */
@Injectable()
export class ChangeApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * A person's command.
   * @param action in the policy and in the audit log
   * @returns the application that the person goes on with
   * @throws ProblemError `application/role-not-allowed`, `application/not-found` (also for what the person does not see),
   *   `platform/stale-version`, and the refusal of `decide`; then nothing has changed
   */
  async execute(
    action: Action,
    command: SentCommand,
    applicationId: string,
    decide: (application: Application, moment: Moment) => Decision | Promise<Decision>,
  ): Promise<ApplicationView> {
    const left = await this.executeUntilGone(action, command, applicationId, decide);
    if (!left) throw new Error(`${action} left no application`);
    return left;
  }

  /** `execute` for a command after which there can be no application. */
  async executeUntilGone(
    action: Action,
    { actor, expectedVersion }: SentCommand,
    applicationId: string,
    decide: (application: Application, moment: Moment) => Decision | Promise<Decision>,
  ): Promise<ApplicationView | undefined> {
    authorise(actor, action);
    const { institutionOid, personId: actorId } = actor;
    return this.unitOfWork.run(async (tx) => {
      const decided = await this.within(tx, { institutionOid, actorId, action }, applicationId, async (before, now) => {
        if (!seesApplication(actor, before)) throw new ProblemError<ErrorCode>('application/not-found');
        if (expectedVersion !== undefined && expectedVersion !== before.version) {
          throw new ProblemError('platform/stale-version', { currentVersion: before.version });
        }
        return orProblem(await decide(before, { actorId, now, tx }));
      });
      if (!decided) throw new ProblemError<ErrorCode>('application/not-found');
      return decided.gone ? undefined : applicationView(decided.draft ?? decided.application, actor);
    });
  }

  /** A change in a transaction that is open, such as a reaction's. @returns undefined when there is no such application */
  async within(
    tx: Transaction,
    { institutionOid, actorId, action }: Author,
    applicationId: string,
    decide: (application: Application, now: Date) => Decided | Promise<Decided>,
  ): Promise<Decided | undefined> {
    const changed = await this.applications.change(tx.sql, institutionOid, applicationId, async (before) => {
      const now = this.clock.now();
      const decided = await decide(before, now);
      await tx.append(...publishedEvents(decided));
      const done = typeof action === 'string' ? action : action(decided);
      await writeAudits(tx.sql, auditsOfChange(actorId, done, before, decided, now));
      return decided;
    });
    return changed;
  }
}
