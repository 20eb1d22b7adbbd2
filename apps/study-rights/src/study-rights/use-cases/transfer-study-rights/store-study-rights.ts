import { Injectable, Logger } from '@nestjs/common';
import { finnishDay, refuse, isRefused } from '#kernel';
import type { NewEvent, SideBySide } from '#messaging';
import type { SqlRunner } from '#platform';
import { asksToCreateAnew } from '../../../problems/next-steps.js';
import { allOf } from '../../../problems/places.js';
import type { Refusal } from '../../../errors.js';
import { reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
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
import { LearnerRepository, type Learner } from '../../persistence/learner.repository.js';
import { SenderTimeRepository, type SentFact } from '../../../persistence/sender-time.repository.js';
import { StudyRightRepository } from '../../persistence/study-right.repository.js';
import type { RefusedInvalidation } from '../record-refused-invalidation.js';
import { ChangeStudyRight } from '../change-study-right.js';
import { GuardFacts } from '../guard-facts.js';
import type { AfterChange } from '../hokses-of-study-right.js';

const OID_TRIES = 5;
const logger = new Logger('transfer');

export interface StoredItem {
  readonly kind: 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'INVALIDATED';
  readonly studyRight: StudyRight;
  /** What follows for its HOKS, if the study right was there before and has changed. */
  readonly afterChange: AfterChange | null;
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

@Injectable()
export class StoreStudyRights {
  constructor(
    private readonly studyRights: StudyRightRepository,
    private readonly learners: LearnerRepository,
    private readonly senderTimes: SenderTimeRepository,
    private readonly change: ChangeStudyRight,
    private readonly facts: GuardFacts,
  ) {}

  /** Stores the study rights of a transfer one after the other and collects the errors of all. */
  async execute(sql: SqlRunner, transfer: Transfer, context: Context): Promise<Attempt> {
    const attempts: OneAttempt[] = [];
    let learnerOid = '';
    for (const payload of transfer.opiskeluoikeudet) {
      const learner = await this.lockLearner(sql, transfer.learner, payload, context);
      learnerOid = learner.oid;
      // One person may have come under two oids, and a transaction does not wait for its own lock.
      context.sideBySide?.take(learner.oids[0] ?? learner.oid);
      attempts.push(await this.storeOne(sql, learner, payload, context));
    }
    return {
      learnerOid,
      stored: attempts.flatMap((attempt) => attempt.stored),
      refused: attempts.flatMap((attempt) => attempt.refused),
      errors: attempts.flatMap((attempt) => attempt.errors),
    };
  }

  /** The learner of a transfer, locked. One with an unknown hetu is new. */
  private async lockLearner(
    sql: SqlRunner,
    identity: LearnerIdentity,
    payload: Opiskeluoikeus,
    { actor, at }: Context,
  ): Promise<Learner> {
    const institutionOid = payload.oppilaitos?.oid ?? actor.institutionOid;
    const known = await this.learners.lock(sql, institutionOid, identity);
    if (known !== null) return known;
    for (let tries = 0; tries < OID_TRIES; tries += 1) {
      const [, added] = await Promise.all([
        this.learners.add(sql, identity, at),
        this.learners.lock(sql, institutionOid, identity),
      ]);
      if (added !== null) return added;
    }
    throw new Error(`No free learner oid found in ${OID_TRIES} tries`);
  }

  private async storeOne(
    sql: SqlRunner,
    learner: Learner,
    payload: Opiskeluoikeus,
    { actor, at, sent, confirmed }: Context,
  ): Promise<OneAttempt> {
    const wanted = { oid: payload.oid, learnerOids: learner.oids, oppilaitosOid: payload.oppilaitos?.oid };
    const [candidates, linked] = await Promise.all([
      this.studyRights.candidatesForUpdate(sql, reachOf(actor), wanted),
      this.linkedTo(sql, payload),
    ]);
    const command: TransferCommand = {
      learnerOid: learner.oid,
      learnerOids: learner.oids,
      payload,
      today: finnishDay(at),
      linked,
      newOid: newStudyRightOid(),
      confirmed,
      caller: { ...transferCallerOf(actor), knownOppilaitokset: await this.knownOppilaitokset(sql, actor, payload) },
    };
    const identification = identify(command, candidates);
    const target = 'target' in identification ? identification.target : null;
    const subjects = subjectsOf(payload, learner, target);
    if (sent !== null && (await this.senderTimes.isOlder(sql, sent, subjects))) {
      return { stored: [], refused: [], errors: [refuse('conflict.vanhempiTapahtuma')] };
    }
    const facts =
      target !== null && asksInvalidation(payload) ? await this.facts.of(sql, target, true) : NO_INVALIDATION;
    const outcome = decideTransfer(command, candidates, facts);
    if (isRefused(outcome)) {
      const errors = await this.withHoksInTheWay(sql, target, allOf(outcome));
      if (!outcome.byGuard) return { stored: [], refused: [], errors };
      const reason = lastPeriod(payload)?.mitätöinninSyy;
      const refused =
        target === null ? [] : [{ studyRight: target, refusal: outcome, reason, channel: 'TRANSFER' as const }];
      return { stored: [], refused, errors };
    }
    const stored = await this.save(sql, target, outcome, { actorId: actor.personId, at });
    remarkOnLink(command, stored.studyRight.institutionOid);
    if (sent !== null) await this.senderTimes.note(sql, sent, [...subjects, `study-right ${stored.studyRight.oid}`]);
    return { stored: [stored], refused: [], errors: [] };
  }

  private async linkedTo(sql: SqlRunner, payload: Opiskeluoikeus): Promise<StudyRight[]> {
    const oids = asksInvalidation(payload) ? [] : linkedOids(payload);
    return oids.length === 0 ? [] : this.studyRights.linked(sql, oids);
  }

  /** To invalidate and create anew, as the refusal advises, the caller must first delete the HOKS, if there is one. */
  private async withHoksInTheWay(
    sql: SqlRunner,
    target: StudyRight | null,
    errors: readonly Refusal[],
  ): Promise<readonly Refusal[]> {
    if (target === null || !errors.some(asksToCreateAnew)) return errors;
    const hoksId = await this.facts.liveHoksId(sql, target);
    if (hoksId === null) return errors;
    const inTheWay = { hoksId, studyRightOid: target.oid };
    return errors.map((error) =>
      asksToCreateAnew(error) ? refuse(error.refused, { ...error.details, ...inTheWay }) : error,
    );
  }

  /** The oppilaitos of the payload, if it is one that the caller provides for and does not only claim to. */
  private async knownOppilaitokset(sql: SqlRunner, actor: Caller, payload: Opiskeluoikeus): Promise<string[]> {
    const [reach, oppilaitos] = [reachOf(actor), payload.oppilaitos?.oid];
    if (reach === null || oppilaitos === undefined || oppilaitos === reach) return [];
    return (await this.studyRights.isProviderOf(sql, reach, oppilaitos)) ? [oppilaitos] : [];
  }

  private async save(
    sql: SqlRunner,
    before: StudyRight | null,
    item: Omit<StoredItem, 'afterChange'>,
    by: { actorId: string; at: Date },
  ): Promise<StoredItem> {
    if (item.kind === 'UNCHANGED') return { ...item, afterChange: null };
    if (before !== null) {
      return { ...item, afterChange: await this.change.store(sql, before, item.studyRight, by) };
    }
    for (let tries = 0, { studyRight } = item; tries < OID_TRIES; tries += 1) {
      if (await this.studyRights.insert(sql, studyRight, by)) return { ...item, studyRight, afterChange: null };
      studyRight = { ...studyRight, oid: newStudyRightOid() };
    }
    throw new Error(`No free study right oid found in ${OID_TRIES} tries`);
  }
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

/** The event of a stored study right; null when nothing changed. */
export function eventOf({ kind, studyRight }: StoredItem): NewEvent | null {
  if (kind === 'UNCHANGED') return null;
  return kind === 'INVALIDATED' && studyRight.invalidation !== null
    ? studyRightInvalidated(studyRight, studyRight.invalidation, 'TRANSFER')
    : studyRightStored(studyRight);
}
