import { type Client, database, type Reply } from '#testing';
import { given, type Given, payload, tallentaja } from './koski.js';
import { hoks } from './samples.js';

export const EHOKS = '/ehoks-virkailija-backend/api/v1';
export const HOKS = `${EHOKS}/hoks`;

/** An answer of eHOKS, good or bad, as far as the scenarios look at it. */
export interface EhoksBody {
  readonly data: Record<string, unknown> & { readonly uri: string };
  readonly meta: { readonly id: number; readonly kyna?: boolean };
  readonly error?: string;
  readonly code?: string;
  /** Koski's key of a fault that Koski has too. */
  readonly key?: string;
  readonly errors?: { readonly path: string; readonly code: string; readonly message: string }[];
}

export type EhoksReply = Reply<EhoksBody>;

/** POST /hoks of the minimum data, with other fields as given. */
export async function postHoks(
  { oid, learner }: { oid: string; learner: string },
  more: Record<string, unknown> = {},
  client: Client = tallentaja,
): Promise<EhoksReply> {
  return client.post(HOKS, { ...hoks(oid, learner), ...more });
}

/** A vocational study right with its HOKS, stored by a service user. */
export async function givenPair(
  more: Record<string, unknown> = {},
  sent = payload('ammatillinen-tutkinto'),
): Promise<Given & { id: number }> {
  const studyRight = await given(sent);
  return { ...studyRight, id: await idOf(postHoks(studyRight, more)) };
}

export async function idOf(posted: Promise<EhoksReply>): Promise<number> {
  const reply = await posted;
  if (reply.status !== 200) throw new Error(`No HOKS: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.meta.id;
}

/** Status, code and sentence of an answer. */
export function said({ status, body }: Reply): [number, string | undefined, string | undefined] {
  const { code, error } = body as EhoksBody;
  return [status, code, error];
}

/** What there is of a study right's HOKS: rows (deleted ones included), and events of HOKSes in the outbox. */
export async function storedOf(oid: string): Promise<{ hokses: number; events: number }> {
  const { rows } = await database('study-rights').query<{ hokses: number; events: number }>(
    `SELECT (SELECT count(*)::int FROM hoks WHERE study_right_oid = $1) AS hokses,
       (SELECT count(*)::int FROM outbox WHERE aggregateid = $1 AND type LIKE '%hoks%') AS events`,
    [oid],
  );
  return rows[0] ?? { hokses: 0, events: 0 };
}

/** What `storedOf` gives when nothing has been stored. */
export const NOTHING = { hokses: 0, events: 0 };
