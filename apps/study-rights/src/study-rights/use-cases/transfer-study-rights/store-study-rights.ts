import { Logger } from '@nestjs/common';
import { finnishDay, refuse, isRefused } from '#kernel';
import type { NewEvent, SideBySide } from '#messaging';
import type { SqlRunner } from '#platform';
import { asksToCreateAnew } from '../../../problems/next-steps.js';
import { allOf } from '../../../problems/places.js';
import type { Refusal } from '../../../errors.js';
import { reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { Hoks } from '../../../hoks/domain/hoks.js';
import { asksInvalidation, lastPeriod, sourceIdOf, type Opiskeluoikeus } from '../../domain/opiskeluoikeus.js';
import { isOfTheSameQualification } from '../../domain/rules/contained-in-a-study-right-that-fits.js';
import type { StudyRight } from '../../domain/study-right.js';
import {
  decideTransfer,
  identify,
  linkedOids,
  type TransferCaller,
  type TransferCommand,
} from '../../domain/transfer.js';
import { newStudyRightOid } from '../../koski/new-study-right-oid.js';
import type { LearnerIdentity, Transfer } from '../../koski/transfer-body.js';
import { studyRightInvalidated, studyRightStored } from '../../published-events.js';
import { hoksTable } from '../../../hoks/persistence/hoks-table.js';
import { invalidationFacts } from '../../persistence/invalidation-facts.js';
import { learnerTable, type Learner } from '../../persistence/learner-table.js';
import { senderTimeTable, type SentFact } from '../../../persistence/sender-time-table.js';
import { studyRightTable } from '../../persistence/study-right-table.js';
import type { RefusedInvalidation } from '../record-refused-invalidation.js';
import { updateStudyRight } from '../update-study-right.js';

const OID_TRIES = 5;
const logger = new Logger('transfer');

export interface StoredItem {
  readonly kind: 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'INVALIDATED';
  readonly studyRight: StudyRight;
  /** Its HOKS, if the study right has changed and has one. */
  readonly hoks: Hoks | null;
}

export interface Attempt {
  readonly learnerOid: string;
  readonly stored: readonly StoredItem[];
  readonly refused: readonly RefusedInvalidation[];
  readonly errors: readonly Refusal[];
}

type OneAttempt = Omit<Attempt, 'learnerOid'>;

export interface Context {
  readonly actor: Caller;
  readonly at: Date;
  /** Of a transfer by event, when the sender says that it happened. */
  readonly sent: SentFact | null;
  /** The invalidations of the transfer are meant although something is assessed. */
  readonly confirmed: boolean;
  /** The transfers that are stored at the same time in the same transaction. */
  readonly sideBySide: SideBySide | undefined;
}

/** What an interface adds to a transfer. */
export type TransferOptions = Partial<Pick<Context, 'sent' | 'confirmed' | 'sideBySide'>>;

/** Stores the study rights of a transfer one after the other and collects the errors of all. */
export async function storeAll(sql: SqlRunner, transfer: Transfer, context: Context): Promise<Attempt> {
  const attempts: OneAttempt[] = [];
  let learnerOid = '';
  for (const payload of transfer.opiskeluoikeudet) {
    const learner = await lockLearner(sql, transfer.learner, payload, context);
    learnerOid = learner.oid;
    // One person may have come under two oids, and a transaction does not wait for its own lock.
    context.sideBySide?.take(learner.oids[0] ?? learner.oid);
    attempts.push(await storeOne(sql, learner, payload, context));
  }
  return {
    learnerOid,
    stored: attempts.flatMap((attempt) => attempt.stored),
    refused: attempts.flatMap((attempt) => attempt.refused),
    errors: attempts.flatMap((attempt) => attempt.errors),
  };
}

/** The learner of a transfer, locked. One with an unknown hetu is new. */
async function lockLearner(
  sql: SqlRunner,
  identity: LearnerIdentity,
  payload: Opiskeluoikeus,
  { actor, at }: Context,
): Promise<Learner> {
  const institutionOid = payload.oppilaitos?.oid ?? actor.institutionOid;
  const known = await learnerTable.lock(sql, institutionOid, identity);
  if (known !== null) return known;
  for (let tries = 0; tries < OID_TRIES; tries += 1) {
    const [, added] = await Promise.all([
      learnerTable.add(sql, identity, at),
      learnerTable.lock(sql, institutionOid, identity),
    ]);
    if (added !== null) return added;
  }
  throw new Error(`No free learner oid found in ${OID_TRIES} tries`);
}

async function storeOne(
  sql: SqlRunner,
  learner: Learner,
  payload: Opiskeluoikeus,
  { actor, at, sent, confirmed }: Context,
): Promise<OneAttempt> {
  const wanted = { oid: payload.oid, learnerOids: learner.oids, oppilaitosOid: payload.oppilaitos?.oid };
  const [candidates, linked] = await Promise.all([
    studyRightTable.candidatesForUpdate(sql, reachOf(actor), wanted),
    linkedTo(sql, payload),
  ]);
  const command: TransferCommand = {
    learnerOid: learner.oid,
    learnerOids: learner.oids,
    payload,
    today: finnishDay(at),
    linked,
    newOid: newStudyRightOid(),
    confirmed,
    caller: { ...transferCallerOf(actor), knownOppilaitokset: await knownOppilaitokset(sql, actor, payload) },
  };
  const identification = identify(command, candidates);
  const target = 'target' in identification ? identification.target : null;
  const subjects = subjectsOf(payload, learner, target);
  if (sent !== null && (await senderTimeTable.isOlder(sql, sent, subjects))) {
    return { stored: [], refused: [], errors: [refuse('conflict.vanhempiTapahtuma')] };
  }
  const facts =
    target !== null && asksInvalidation(payload) ? await invalidationFacts(sql, target, true) : NO_INVALIDATION;
  const outcome = decideTransfer(command, candidates, facts);
  if (isRefused(outcome)) {
    const errors = await withHoksInTheWay(sql, target, allOf(outcome));
    if (!outcome.byGuard) return { stored: [], refused: [], errors };
    const reason = lastPeriod(payload)?.mitätöinninSyy;
    const refused =
      target === null ? [] : [{ studyRight: target, refusal: outcome, reason, channel: 'TRANSFER' as const }];
    return { stored: [], refused, errors };
  }
  const stored = await save(sql, target, outcome, { actorId: actor.personId, at });
  remarkOnLink(command, stored.studyRight.institutionOid);
  if (sent !== null) await senderTimeTable.note(sql, sent, [...subjects, `study-right ${stored.studyRight.oid}`]);
  return { stored: [stored], refused: [], errors: [] };
}

async function linkedTo(sql: SqlRunner, payload: Opiskeluoikeus): Promise<StudyRight[]> {
  const oids = asksInvalidation(payload) ? [] : linkedOids(payload);
  return oids.length === 0 ? [] : studyRightTable.linked(sql, oids);
}

/**
 * What a transfer is about, by every name that the sender may use for it: an invalidated study right is no longer found by
 * its source id, and an older transfer must not create it anew.
 */
function subjectsOf(payload: Opiskeluoikeus, learner: Learner, target: StudyRight | null): string[] {
  const source = sourceIdOf(payload);
  const oid = target?.oid ?? payload.oid;
  return [
    ...(oid === undefined ? [] : [`study-right ${oid}`]),
    ...(source === null ? [] : [`source ${learner.oid} ${JSON.stringify(source)}`]),
  ];
}

/** Who is told to invalidate and create anew has to delete the HOKS first, if there is one. */
async function withHoksInTheWay(
  sql: SqlRunner,
  target: StudyRight | null,
  errors: readonly Refusal[],
): Promise<readonly Refusal[]> {
  if (target === null || !errors.some(asksToCreateAnew)) return errors;
  const hoksId = await hoksTable.liveHoksId(sql, target.institutionOid, target.oid);
  if (hoksId === null) return errors;
  const inTheWay = { hoksId, studyRightOid: target.oid };
  return errors.map((error) =>
    asksToCreateAnew(error) ? refuse(error.refused, { ...error.details, ...inTheWay }) : error,
  );
}

/** A rule that Koski does not enforce yet: operators see how often it would have refused. */
function remarkOnLink({ payload, linked }: TransferCommand, institutionOid: string): void {
  const containing = linked.find((one) => one.oid === payload.sisältyyOpiskeluoikeuteen?.oid);
  if (containing === undefined || isOfTheSameQualification(payload, containing)) return;
  const code = 'badRequest.validation.sisältäväOpiskeluoikeus.eriPäätasonSuoritus';
  logger.warn({ message: 'a study right is linked to one of another qualification', code, institutionOid });
}

const NO_INVALIDATION = { liveHoksId: null, defaultReason: null };

function transferCallerOf(actor: Caller): TransferCaller {
  return { ...actor, reach: reachOf(actor), sourceIds: actor.sourceIds ?? 'EITHER' };
}

/** The oppilaitos of the payload, if it is one that the caller provides for and does not only claim to. */
async function knownOppilaitokset(sql: SqlRunner, actor: Caller, payload: Opiskeluoikeus): Promise<string[]> {
  const [reach, oppilaitos] = [reachOf(actor), payload.oppilaitos?.oid];
  if (reach === null || oppilaitos === undefined || oppilaitos === reach) return [];
  return (await studyRightTable.isProviderOf(sql, reach, oppilaitos)) ? [oppilaitos] : [];
}

async function save(
  sql: SqlRunner,
  before: StudyRight | null,
  item: Omit<StoredItem, 'hoks'>,
  by: { actorId: string; at: Date },
): Promise<StoredItem> {
  if (item.kind === 'UNCHANGED') return { ...item, hoks: null };
  if (before !== null) {
    const hoks = await updateStudyRight(sql, before, item.studyRight, by);
    const { institutionOid, oid } = item.studyRight;
    if (institutionOid !== before.institutionOid) await hoksTable.move(sql, institutionOid, oid);
    return { ...item, hoks };
  }
  for (let tries = 0, { studyRight } = item; tries < OID_TRIES; tries += 1) {
    if (await studyRightTable.insert(sql, studyRight, by)) return { ...item, studyRight, hoks: null };
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
