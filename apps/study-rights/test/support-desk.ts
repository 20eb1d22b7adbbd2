import type { Client, Reply } from '#testing';
import type { Opiskeluoikeus } from '../src/study-rights/domain/opiskeluoikeus.js';
import { givenHoks, givenStudyRight, PATH, type Problem } from './provider.js';

export const CASES = `${PATH}/support-cases`;

/** A case as the scenarios look at it. */
export interface CaseBody {
  readonly id: string;
  readonly state: string;
  readonly studyRightOid: string;
  readonly hoksId: number;
  readonly message: string | null;
  readonly closingReason: string | null;
  readonly closedBy?: string | null;
  readonly proposal?: { by: string; reason: string } | null;
}

export type CaseReply = Reply<CaseBody & Problem>;

/** A study right with a HOKS, and the case that its provider has opened about it. */
export interface GivenCase {
  readonly oid: string;
  readonly learner: string;
  readonly hoksId: number;
  readonly id: string;
}

export function openCase(provider: Client, studyRightOid: string, more: object = {}): Promise<CaseReply> {
  return provider.post(CASES, { studyRightOid, reason: 'WRONG_TYPE', ...more });
}

export async function givenCase(provider: Client, more: Partial<Opiskeluoikeus> = {}): Promise<GivenCase> {
  const studyRight = await givenStudyRight(provider, more);
  const hoksId = await givenHoks(provider, studyRight);
  const opened = await openCase(provider, studyRight.oid);
  if (opened.status !== 201) throw new Error(`No case: ${opened.status} ${JSON.stringify(opened.body)}`);
  return { ...studyRight, hoksId, id: opened.body.id };
}

export function propose(
  desk: Client,
  id: string,
  body: object = { reason: 'Sovittu puhelimessa.' },
): Promise<CaseReply> {
  return desk.post(`${CASES}/${id}/override`, body);
}

export function approve(desk: Client, id: string): Promise<CaseReply> {
  return desk.post(`${CASES}/${id}/approve`, {});
}

export function statusAndCode({ status, body }: Reply<Partial<Problem>>): [number, string | undefined] {
  return [status, body.code];
}
