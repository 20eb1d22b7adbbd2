import type { NewEvent } from '#messaging';
import type { Actor, SqlRunner } from '#platform';
import { can } from '../../access.js';
import { finnishDay } from '../../domain/dates.js';
import { koskiError, type KoskiError } from '../../domain/koski-error.js';
import { asksInvalidation, lastPeriod, type Opiskeluoikeus } from '../../domain/opiskeluoikeus.js';
import type { StudyRight } from '../../domain/study-right.js';
import { decideTransfer, identify, type TransferCommand } from '../../domain/transfer.js';
import { newStudyRightOid } from '../../koski/new-study-right-oid.js';
import type { Transfer } from '../../koski/transfer-body.js';
import { studyRightInvalidated, studyRightStored } from '../../outgoing-events.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { studyRightTable } from '../../persistence/study-right-table.js';
import type { RefusedInvalidation } from '../record-refused-invalidation.js';

const OID_TRIES = 5;

export interface StoredItem {
  readonly kind: 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'INVALIDATED';
  readonly studyRight: StudyRight;
}

export interface Attempt {
  readonly stored: readonly StoredItem[];
  readonly refused: readonly RefusedInvalidation[];
  readonly errors: readonly KoskiError[];
}

interface Context {
  readonly actor: Actor;
  readonly at: Date;
}

/** Stores the study rights of a transfer one after the other and collects the errors of all. */
export async function storeAll(sql: SqlRunner, transfer: Transfer, context: Context): Promise<Attempt> {
  const attempts: Attempt[] = [];
  for (const payload of transfer.opiskeluoikeudet) {
    attempts.push(await storeOne(sql, transfer.learnerOid, payload, context));
  }
  return {
    stored: attempts.flatMap((attempt) => attempt.stored),
    refused: attempts.flatMap((attempt) => attempt.refused),
    errors: attempts.flatMap((attempt) => attempt.errors),
  };
}

async function storeOne(
  sql: SqlRunner,
  learnerOid: string,
  payload: Opiskeluoikeus,
  { actor, at }: Context,
): Promise<Attempt> {
  const { institutionOid } = actor;
  const oppilaitosOid = payload.oppilaitos?.oid;
  await studyRightTable.lockLearner(sql, oppilaitosOid ?? institutionOid, learnerOid);
  const candidates = await studyRightTable.candidatesForUpdate(sql, institutionOid, {
    oid: payload.oid,
    learnerOid,
    oppilaitosOid,
  });
  const command: TransferCommand = {
    learnerOid,
    payload,
    today: finnishDay(at),
    newOid: newStudyRightOid(),
    caller: { institutionOid, mayWrite: can(actor, 'WRITE'), mayInvalidate: can(actor, 'INVALIDATE') },
  };
  const identification = identify(command, candidates);
  const target = 'target' in identification ? identification.target : null;
  const liveHoksId =
    target !== null && asksInvalidation(payload)
      ? await hoksTable.liveHoksId(sql, target.institutionOid, target.oid)
      : null;
  const outcome = decideTransfer(command, candidates, liveHoksId);
  if ('errors' in outcome) return { stored: [], refused: [], errors: outcome.errors };
  if ('refused' in outcome) {
    const reason = lastPeriod(payload)?.mitätöinninSyy;
    const refused =
      target === null ? [] : [{ studyRight: target, refusal: outcome, reason, channel: 'TRANSFER' as const }];
    return { stored: [], refused, errors: [koskiError(outcome.refused, outcome.details)] };
  }
  return { stored: [await save(sql, outcome, { actorId: actor.personId, at })], refused: [], errors: [] };
}

async function save(sql: SqlRunner, item: StoredItem, by: { actorId: string; at: Date }): Promise<StoredItem> {
  if (item.kind === 'UNCHANGED') return item;
  if (item.kind !== 'CREATED') {
    await studyRightTable.update(sql, item.studyRight, by);
    await hoksTable.move(sql, item.studyRight.institutionOid, item.studyRight.oid);
    return item;
  }
  for (let tries = 0, { studyRight } = item; tries < OID_TRIES; tries += 1) {
    if (await studyRightTable.insert(sql, studyRight, by)) return { ...item, studyRight };
    studyRight = { ...studyRight, oid: newStudyRightOid() };
  }
  throw new Error(`No free study right oid found in ${OID_TRIES} tries`);
}

/** The event of a stored study right; nothing is told when nothing changed. */
export function eventOf({ kind, studyRight }: StoredItem): NewEvent | null {
  if (kind === 'UNCHANGED') return null;
  return kind === 'INVALIDATED' && studyRight.invalidation !== null
    ? studyRightInvalidated(studyRight, studyRight.invalidation, 'TRANSFER')
    : studyRightStored(studyRight);
}
