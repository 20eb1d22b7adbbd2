import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { IdempotentTransaction, type Transaction } from '#messaging';
import { type ErrorTable, orProblem, ProblemError, type SentCommand, type SqlRunner, writeAudit } from '#platform';
import { type Case, type CasePart, handlersOf } from '../domain/case.js';
import type { Decision } from '../domain/decision.js';
import { type Action, can, type Person } from '../domain/policy.js';
import { type ErrorCode, errors, type Refusal } from '../errors.js';
import { holderOfRights } from '../persistence/rights.js';

export type { Person };

/** What a command is about, with the rows of the case locked. */
export interface OpenedPart {
  readonly applicationCase: Case;
  readonly part: CasePart;
  /** The part's decision that is not void, if there is one. */
  readonly decision?: Decision | undefined;
}

/** When a command is carried out, on whose behalf, and in which transaction. */
export interface Moment {
  readonly actorId: string;
  readonly now: Date;
  readonly tx: Transaction;
}

/** What came of a command. */
export interface Done<Answer> {
  readonly decision: Decision;
  readonly answer: Answer;
  /** For the audit log, beside the application: ids and choices, no texts of people. */
  readonly details: object;
  /** What the audit log calls it, when it is not the action. */
  readonly auditedAs?: string;
}

/** The answer as it is kept for a repetition, with what its audit line needs. */
interface Kept<Answer> {
  readonly answer: Answer;
  readonly decisionId: string;
  readonly applicationId: string;
  readonly studentId: string;
}

const table: ErrorTable = errors;

/** The frame of a person's command on a part: one transaction, rights, audit, and once only per Idempotency-Key. */
@Injectable()
export class ActOnCase {
  constructor(private readonly once: IdempotentTransaction) {}

  /**
   * @param open locks what the command is about; throws when the person does not see it
   * @throws ProblemError with a code of errors.ts; then nothing has changed
   */
  async execute<Opened extends OpenedPart, Answer>(
    action: Action,
    command: SentCommand,
    open: (sql: SqlRunner, actor: Person) => Promise<Opened>,
    act: (opened: Opened, moment: Moment) => Promise<Done<Answer> | Refusal>,
  ): Promise<Answer> {
    const { institutionOid, personId: actorId } = command.actor;
    const audit = (tx: Transaction, at: Date, as: string, kept: Kept<Answer>, details: object) =>
      writeAudit(tx.sql, {
        institutionOid,
        actorId,
        action: as,
        targetKind: 'decision',
        targetId: kept.decisionId,
        subjectPersonId: kept.studentId,
        details: { applicationId: kept.applicationId, ...details },
        at,
      });
    const work = async (tx: Transaction, now: Date): Promise<Kept<Answer>> => {
      const actor = await holderOfRights(tx.sql, command.actor);
      const opened = await open(tx.sql, actor);
      const { applicationCase, part } = opened;
      orProblem(can(actor, action, { ...applicationCase, handlerIds: handlersOf([part]) }));
      const done = await act(opened, { actorId, now, tx });
      if (isRefused(done)) throw problemWith(done, opened, actorId);
      const { decision, answer, details, auditedAs } = done;
      const { applicationId, studentId } = applicationCase;
      const kept = { answer, decisionId: decision.id, applicationId, studentId };
      await audit(tx, now, auditedAs ?? action, kept, details);
      return kept;
    };
    const again = (tx: Transaction, kept: Kept<Answer>, now: Date) => audit(tx, now, action, kept, { repeated: true });
    return (await this.once.run(command, work, again)).answer;
  }
}

/** The refusal; a conflict says what stands now. */
function problemWith(refusal: Refusal, opened: OpenedPart, viewerId: string): ProblemError<ErrorCode> {
  const isConflict = table[refusal.refused]?.status === 409;
  const current = isConflict && { current: currentOf(opened, viewerId) };
  return new ProblemError<ErrorCode>(refusal.refused, { ...refusal.details, ...current }, undefined, refusal);
}

/**
 * The decision as it stands, or the part when it has none. Everybody who may act on a part sees by whom it was decided; by whom it
 * was recorded is not shown.
 */
function currentOf({ applicationCase, part, decision }: OpenedPart, viewerId: string): object {
  const { version } = applicationCase;
  if (!decision) return { version, changedAt: null, changedBy: null, changedFields: null, state: part.state };
  const { deciderId, recorderId, decidedAt, recordedAt, state } = decision;
  const lastId = recorderId ?? deciderId;
  const role = lastId === viewerId ? 'YOU' : recorderId === null ? 'DECIDER' : 'RECORDER';
  const changedBy = { role, personId: role === 'RECORDER' ? null : lastId };
  return { version, changedAt: (recordedAt ?? decidedAt).toISOString(), changedBy, changedFields: null, state };
}
