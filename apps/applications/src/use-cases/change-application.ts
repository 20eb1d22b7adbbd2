import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import { finnishDay, isRefused } from '#kernel';
import { IdempotentTransaction, type Transaction } from '#messaging';
import { Clock, type ErrorTable, orProblem, ProblemError, type SentCommand, writeAudit, writeAudits } from '#platform';
import type { Application } from '../domain/application.js';
import type { Decided, Decision } from '../domain/decided.js';
import { type Action, asActedOn } from '../domain/policy.js';
import { withoutLapsedProposals } from '../domain/without-lapsed-proposals.js';
import { type ErrorCode, errors } from '../errors.js';
import { actingPerson } from '../persistence/acting-people.js';
import { ApplicationRepository } from '../persistence/application.repository.js';
import { publishedEvents } from '../published-events.js';
import { applicationView, type ApplicationView } from '../queries/application-by-id/application-view.js';
import { auditOfRepetition, auditsOfChange } from './audits-of-change.js';
import { authorise, type Authorised, authoriseOn } from './authorise.js';
import { Completeness } from './completeness.js';
import { currentState } from './current-state.js';
import { maySeeToMove } from './who-may-move-parts.js';

/** When a command is decided, on whose behalf, and the transaction in which facts for it are read. */
export interface Moment {
  readonly actorId: string;
  readonly now: Date;
  readonly tx: Transaction;
  /** The person with their rights, as this transaction has read them. */
  readonly actor: Authorised;
}

/** By whom an application is changed. */
export interface Author {
  readonly institutionOid: string;
  readonly actorId: string;
  /** As the audit log calls what is done; of a reaction it can depend on what came of it. */
  readonly action: string | ((decided: Decided) => string);
}

type Decide = (application: Application, moment: Moment) => Decision | Promise<Decision>;

const table: ErrorTable = errors;

/**
 * The frame of every change: one transaction, the application locked, and what changed saved, published and audited. A command
 * that is repeated, with its Idempotency-Key or as the very request that made the newest version, is answered with what it
 * reached, and changes nothing.
 */
@Injectable()
export class ChangeApplication {
  constructor(
    private readonly once: IdempotentTransaction,
    private readonly applications: ApplicationRepository,
    private readonly completeness: Completeness,
    private readonly clock: Clock,
  ) {}

  /**
   * A person's command.
   * @param action in the policy and in the audit log
   * @returns the application that the person goes on with
   * @throws ProblemError `application/role-not-allowed`, `application/not-found` (also for what the person does not see),
   *   `application/condition-not-met`,
   *   `platform/stale-version` and the refusal of `decide`, a conflict with what stands now; then nothing has changed
   */
  async execute(action: Action, command: SentCommand, id: string, decide: Decide): Promise<ApplicationView> {
    const left = await this.executeUntilGone(action, command, id, decide);
    if (!left) throw new Error(`${action} left no application`);
    return left;
  }

  /** `execute` for a command after which there can be no application. */
  async executeUntilGone(
    action: Action,
    command: SentCommand,
    id: string,
    decide: Decide,
  ): Promise<ApplicationView | undefined> {
    return this.repeatable(action, command, async (tx, _, actor) => {
      const { fingerprint } = command;
      const author = { institutionOid: actor.institutionOid, actorId: actor.personId, action };
      const target = { institutionOid: actor.institutionOid, id, request: fingerprint };
      const decided = await this.change(tx, author, target, async (before, now, lastRequest) => {
        if (!seesApplication(actor, before) && !(await maySeeToMove(tx.sql, action, actor, before, now)))
          throw new ProblemError<ErrorCode>('application/not-found');
        if (repeats(command, before, lastRequest)) return this.reached(tx, command, action, before, now);
        authoriseOn(actor, action, asActedOn(before));
        return orConflict(tx, command, before, () => decide(before, { actorId: actor.personId, now, tx, actor }));
      });
      if (!decided) throw new ProblemError<ErrorCode>('application/not-found');
      return decided.gone ? undefined : this.view(tx, decided.draft ?? decided.application, actor);
    });
  }

  /** A person's command that makes a new application. */
  async create(
    action: Action,
    command: SentCommand,
    make: (moment: Moment) => Promise<Decided>,
  ): Promise<ApplicationView> {
    return this.repeatable(action, command, async (tx, now, actor) => {
      const made = await make({ actorId: actor.personId, now, tx, actor });
      await this.applications.insert(tx.sql, made.application);
      await writeAudits(tx.sql, auditsOfChange(actor.personId, action, null, made, now));
      return this.view(tx, made.application, actor);
    });
  }

  /** A change in a transaction that is open, such as a reaction's. @returns undefined when there is no such application */
  async within(
    tx: Transaction,
    author: Author,
    id: string,
    decide: (application: Application, now: Date) => Decided | Promise<Decided>,
  ): Promise<Decided | undefined> {
    return this.change(tx, author, { institutionOid: author.institutionOid, id, request: null }, decide);
  }

  private async change(
    tx: Transaction,
    { actorId, action }: Author,
    target: Parameters<ApplicationRepository['change']>[1],
    decide: (before: Application, now: Date, lastRequest: string | null) => Decided | Promise<Decided>,
  ): Promise<Decided | undefined> {
    return this.applications.change(tx.sql, target, async (before, lastRequest) => {
      const now = this.clock.now();
      const decided = await decide(before, now, lastRequest);
      await tx.append(...publishedEvents(decided));
      const done = typeof action === 'string' ? action : action(decided);
      await writeAudits(tx.sql, auditsOfChange(actorId, done, before, decided, now));
      return decided;
    });
  }

  private async view({ sql }: Transaction, application: Application, actor: Authorised): Promise<ApplicationView> {
    const now = this.clock.now();
    const completeness = await this.completeness.of(sql, application, actor.personId, now);
    const today = finnishDay(now);
    return applicationView(
      withoutLapsedProposals(application, today),
      await actingPerson(sql, actor, today),
      completeness,
    );
  }

  private async repeatable<T extends ApplicationView | undefined>(
    action: Action,
    command: SentCommand,
    work: (tx: Transaction, now: Date, actor: Authorised) => Promise<T>,
  ): Promise<T> {
    const { actor } = command;
    const allowed = (tx: Transaction, now: Date) => authorise(tx.sql, actor, action).then((one) => work(tx, now, one));
    return this.once.run(command, allowed, async (tx, answer, now) => {
      await authorise(tx.sql, actor, action);
      if (answer)
        await writeAudit(tx.sql, auditOfRepetition(actor.personId, action, answer, actor.institutionOid, now));
    });
  }

  /** What the newest change reached, for the person who asks for it again. */
  private async reached(
    tx: Transaction,
    { actor }: SentCommand,
    action: Action,
    application: Application,
    now: Date,
  ): Promise<Decided> {
    const draft = action === 'reopen-application' ? await this.applications.draftOf(tx.sql, application) : undefined;
    await writeAudit(
      tx.sql,
      auditOfRepetition(actor.personId, action, draft ?? application, actor.institutionOid, now),
    );
    return { application, events: [], repeated: true, draft: draft ?? null };
  }
}

/** Whether the command is the very one that made the newest version, sent on that version or on the one before it. */
function repeats({ expectedVersion, fingerprint }: SentCommand, { version }: Application, lastRequest: string | null) {
  const seen = expectedVersion === undefined || expectedVersion === version || expectedVersion === version - 1;
  return seen && lastRequest === fingerprint;
}

/** @throws ProblemError `platform/stale-version`, or the refusal; where another change is in the way, with what stands now */
async function orConflict(
  tx: Transaction,
  { actor, expectedVersion }: SentCommand,
  before: Application,
  decide: () => Decision | Promise<Decision>,
): Promise<Decided> {
  if (expectedVersion !== undefined && expectedVersion !== before.version) {
    const current = await currentState(tx.sql, before, actor, expectedVersion);
    throw new ProblemError('platform/stale-version', { currentVersion: before.version, current });
  }
  const decision = await decide();
  if (isRefused(decision) && table[decision.refused]?.status === 409) {
    const current = await currentState(tx.sql, before, actor, before.version - 1);
    throw new ProblemError<ErrorCode>(decision.refused, { ...decision.details, current }, undefined, decision);
  }
  return orProblem(decision);
}
