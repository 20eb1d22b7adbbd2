import { randomInt, randomUUID } from 'node:crypto';
import type { Client, Reply } from '#testing';
import type { Opiskeluoikeus } from '../src/study-rights/domain/opiskeluoikeus.js';
import {
  hoks,
  invalidatingPeriod,
  learnerOid,
  opiskeluoikeus,
  OPPILAITOS,
  period,
  periods,
  source,
} from './samples.js';

export const PATH = '/api/study-rights/v1';

/** A problem document as far as the scenarios look at it. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly hoksId?: number;
  readonly studyRightOid?: string;
  readonly nextSteps?: string[];
  readonly nextActions?: { text: string; operationId?: string; method?: string; href?: string }[];
  readonly supportAddress?: string;
  readonly supportCases?: string;
  readonly currentVersion?: number;
  readonly errors?: { path: string; code: string; message: string; details?: Record<string, unknown> }[];
  readonly koskiErrors?: { key: string; message: string }[];
}

export interface TransferAnswer {
  readonly henkilö: { oid: string };
  readonly opiskeluoikeudet: { oid: string; versionumero: number }[];
}

/** A learner that no test has used before. */
export function freshLearner(): string {
  return learnerOid(randomInt(1_000_000_000, 10_000_000_000));
}

export function freshSource(): Pick<Opiskeluoikeus, 'lähdejärjestelmänId'> {
  return source(randomUUID());
}

/** Body of a transfer. */
export function transferOf(learner: string, ...list: Opiskeluoikeus[]) {
  return { henkilö: { oid: learner }, opiskeluoikeudet: list as Record<string, unknown>[] };
}

/** A transfer whose last period asks for invalidation. */
export function invalidatingTransfer(learner: string, oid: string, reason?: string, day = '2026-08-10') {
  const list = periods(period('2026-08-10', 'lasna'), invalidatingPeriod(day, reason));
  return transferOf(learner, opiskeluoikeus({ oid, oppilaitos: { oid: OPPILAITOS }, ...list }));
}

/** Stores a study right over HTTP, for a fresh learner if nothing else is said. */
export async function givenStudyRight(
  provider: Client,
  more: Partial<Opiskeluoikeus> = {},
  learner = freshLearner(),
): Promise<{ oid: string; learner: string }> {
  const reply = await provider.put<TransferAnswer>(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus(more)));
  const [stored] = reply.body.opiskeluoikeudet;
  if (reply.status !== 200 || stored === undefined) throw new Error(`No study right: ${JSON.stringify(reply.body)}`);
  return { oid: stored.oid, learner };
}

/** Stores the minimum HOKS of a study right over HTTP. @param more further or other fields @returns its id */
export async function givenHoks(
  provider: Client,
  { oid, learner }: { oid: string; learner: string },
  more: object = {},
): Promise<number> {
  const reply = await provider.post<{ id: number }>(`${PATH}/hoks`, { ...hoks(oid, learner), ...more });
  if (reply.status !== 201) throw new Error(`No HOKS: ${JSON.stringify(reply.body)}`);
  return reply.body.id;
}

export function invalidate(
  provider: Client,
  oid: string,
  body: object = { reason: 'WRONG_TYPE' },
): Promise<Reply<Problem>> {
  return provider.post<Problem>(`${PATH}/study-rights/${oid}/invalidate`, body, { 'accept-language': 'en' });
}
