import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { IdempotentTransaction, type Transaction } from '#messaging';
import { orProblem, ProblemError, type SentCommand, type SqlRunner, writeAudit } from '#platform';
import { type Action, can } from '../../domain/policy.js';
import type { ErrorCode, Refusal } from '../../errors.js';
import type { Keyword } from '../domain/keyword.js';
import { type KeywordView, keywordView } from '../http/keyword-shapes.js';
import { type Authorship, KeywordRepository, type StoredKeyword } from '../persistence/keyword.repository.js';
import { keywordChanged } from '../published-events.js';

/** What a command makes of the keyword, and of others that go with it. */
export type Changed = readonly [Keyword, ...Keyword[]];

/**
 * The frame of an administrator's command on the codeset (R104, R105): one transaction, the keyword locked, what changed saved, published
 * and audited. A command that is repeated, with its Idempotency-Key or as the very request that made the newest version, is answered
 * with what it reached.
 */
@Injectable()
export class ChangeKeyword {
  constructor(
    private readonly once: IdempotentTransaction,
    private readonly keywords: KeywordRepository,
  ) {}

  /**
   * @param others codes of keywords that the decision needs to know as well
   * @throws ProblemError `keyword/role-not-allowed`, `keyword/not-found`, `platform/stale-version`, `keyword/term-taken` and the
   *   refusal of `decide`; then nothing has changed
   */
  async execute(
    action: Action,
    command: SentCommand,
    code: string,
    decide: (keyword: Keyword, others: ReadonlyMap<string, Keyword>, tx: Transaction) => Promise<Changed | Refusal>,
    others: readonly string[] = [],
  ): Promise<KeywordView> {
    const { actor } = command;
    return this.run(action, command, async (tx, authorship) => {
      const locked = await this.keywords.lock(tx.sql, actor.institutionOid, [code, ...others]);
      const missing = [code, ...others].find((one) => !locked.has(one));
      const before = locked.get(code);
      if (missing !== undefined || !before) {
        throw new ProblemError<ErrorCode>('keyword/not-found', { keyword: missing });
      }
      if (repeats(command, before)) return before;
      if (command.expectedVersion !== undefined && command.expectedVersion !== before.version)
        throw stale(command, before);
      const changed = await decide(before, locked, tx);
      if (isRefused(changed)) return orProblem(changed);
      return this.save(tx, action, changed, authorship);
    });
  }

  /** A command that makes a new keyword. */
  async create(action: Action, command: SentCommand, make: (sql: SqlRunner) => Promise<Keyword>): Promise<KeywordView> {
    return this.run(action, command, async (tx, authorship) => this.save(tx, action, [await make(tx.sql)], authorship));
  }

  private async run(
    action: Action,
    command: SentCommand,
    work: (tx: Transaction, authorship: Authorship) => Promise<Keyword>,
  ): Promise<KeywordView> {
    const { actor, fingerprint: request } = command;
    orProblem(can(actor, action));
    return this.once.run(
      command,
      async (tx, at) => keywordView(await work(tx, { at, actorId: actor.personId, request })),
      async () => undefined,
    );
  }

  private async save(tx: Transaction, action: Action, changed: Changed, authorship: Authorship): Promise<Keyword> {
    const [keyword] = changed;
    for (const one of changed) {
      if (one.state === 'LIVE') {
        const taken = await this.keywords.withTermOf(tx.sql, one);
        if (taken) throw new ProblemError<ErrorCode>('keyword/term-taken', { ...taken });
      }
      await this.keywords.save(tx.sql, [one], authorship);
    }
    await tx.append(...changed.map(keywordChanged));
    const { institutionOid, code: targetId, version, mergedInto } = keyword;
    await writeAudit(tx.sql, {
      ...{ institutionOid, actorId: authorship.actorId, at: authorship.at, action, targetKind: 'keyword', targetId },
      details: { version, mergedInto, alsoChanged: changed.length - 1 },
    });
    return keyword;
  }
}

/** Whether the command is the very one that made the newest version, sent on that version or on the one before it. */
function repeats({ expectedVersion, fingerprint }: SentCommand, { version, lastRequest }: StoredKeyword): boolean {
  const seen = expectedVersion === undefined || expectedVersion === version || expectedVersion === version - 1;
  return seen && lastRequest === fingerprint;
}

function stale({ actor }: SentCommand, { version, state, changedAt, changedBy }: StoredKeyword): ProblemError {
  const own = changedBy === actor.personId;
  const by = changedBy === null ? null : { role: own ? 'YOU' : 'OTHER', personId: own ? changedBy : null };
  const current = { version, changedAt: changedAt.toISOString(), changedBy: by, changedFields: null, state };
  return new ProblemError('platform/stale-version', { currentVersion: version, current });
}
