import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { basic, type Client, database, type Reply } from '#testing';
import { learnerOidOf } from '../src/study-rights/domain/oids.js';
import type { Opiskeluoikeus, Opiskeluoikeusjakso } from '../src/study-rights/domain/opiskeluoikeus.js';
import { hashPassword } from '../src/service-users/password-hash.js';
import { freshLearner } from './provider.js';

export const KOSKI = '/koski/api';

export const db = () => database('study-rights');

/** One entry of Koski's error list. */
export interface KoskiError {
  readonly key: string;
  readonly message: string;
  readonly hoksId?: number;
  readonly studyRightOid?: string;
  readonly nextSteps?: string[];
}

/** What was stored, in Koski's words. */
export interface Versions {
  readonly henkilö: { readonly oid: string };
  readonly opiskeluoikeudet: readonly { readonly oid: string; readonly versionumero: number }[];
}

export type KoskiReply = Reply<Versions & readonly KoskiError[]>;

export const paakayttaja = basic('paakayttaja');
export const tallentaja = basic('tallentaja');
export const mitatoija = basic('mitatoija');
export const katselija = basic('katselija');
export const toinen = basic('toinen');

export type PayloadName =
  | 'ammatillinen-tutkinto'
  | 'korkeakoulutus'
  | 'lukio'
  | 'nayttotutkinto-ja-valmistava'
  | 'perusopetus'
  | 'taiteen-perusopetus'
  | 'telma'
  | 'tuva'
  | 'valma'
  | 'vst-vapaatavoitteinen'
  | 'ylioppilastutkinto';

/** A payload of test/payloads with a source id of its own, and other fields as given; undefined takes one away. */
export function payload(name: PayloadName, more: Record<string, unknown> = {}): Opiskeluoikeus {
  const file = fileURLToPath(new URL(`payloads/${name}.json`, import.meta.url));
  const { lähdejärjestelmänId, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Opiskeluoikeus;
  return {
    ...rest,
    ...(lähdejärjestelmänId && { lähdejärjestelmänId: { ...lähdejärjestelmänId, id: randomUUID() } }),
    ...more,
  };
}

/** The payload with one period more. */
export function endingIn(sent: Opiskeluoikeus, jakso: Opiskeluoikeusjakso): Opiskeluoikeus {
  return { ...sent, tila: { opiskeluoikeusjaksot: [...sent.tila.opiskeluoikeusjaksot, jakso] } };
}

/** PUT /koski/api/oppija for a learner by oid. */
export async function putOppija(client: Client, learner: string, ...list: object[]): Promise<KoskiReply> {
  return client.put(`${KOSKI}/oppija`, { henkilö: { oid: learner }, opiskeluoikeudet: list });
}

export async function getOpiskeluoikeus(client: Client, oid: string): Promise<Reply<Opiskeluoikeus & KoskiError[]>> {
  return client.get(`${KOSKI}/opiskeluoikeus/${oid}`);
}

/** DELETE /koski/api/opiskeluoikeus/:oid. @param query with its question mark */
export async function mitatoi(client: Client, oid: string, query = '?syy=WRONG_TYPE'): Promise<KoskiReply> {
  return client.delete(`${KOSKI}/opiskeluoikeus/${oid}${query}`);
}

/** A study right as it was stored for a fresh learner. */
export interface Given {
  readonly learner: string;
  readonly oid: string;
  readonly sent: Opiskeluoikeus;
}

export async function given(
  sent: Opiskeluoikeus,
  client: Client = tallentaja,
  learner = freshLearner(),
): Promise<Given> {
  const reply = await putOppija(client, learner, sent);
  const oid = reply.status === 200 ? reply.body.opiskeluoikeudet[0]?.oid : undefined;
  if (oid === undefined) throw new Error(`No study right: ${reply.status} ${JSON.stringify(reply.body)}`);
  return { learner, oid, sent };
}

/** Status and keys of an answer. */
export function outcome({ status, body }: Reply): [number, string[]] {
  return [status, Array.isArray(body) ? (body as KoskiError[]).map(({ key }) => key) : []];
}

/** The place in the outbox after which {@link traces} looks. */
export async function lastEvent(): Promise<string> {
  const { rows } = await db().query<{ seq: string }>('SELECT coalesce(max(seq), 0) AS seq FROM outbox');
  return rows[0]?.seq ?? '0';
}

/**
 * All that is stored of a learner and published: what a refusal leaves as it is. The event of a refused invalidation does
 * not count.
 */
export async function traces(of: { learner: string; hetu: string; since: string }): Promise<unknown> {
  const { rows } = await db().query(
    `SELECT (SELECT jsonb_agg(to_jsonb(sr) ORDER BY sr.oid) FROM study_right sr WHERE sr.learner_oid = $1) AS rights,
       (SELECT count(*) FROM study_right_version v JOIN study_right sr ON sr.oid = v.study_right_oid
        WHERE sr.learner_oid = $1) AS versions,
       (SELECT count(*) FROM learner WHERE oid = $1 OR hetu = $2) AS learners,
       (SELECT count(*) FROM outbox WHERE seq > $3 AND payload::text LIKE '%' || $1 || '%'
        AND type <> 'study-rights.study-right-invalidation-refused.v1') AS events`,
    [of.learner, of.hetu, of.since],
  );
  return rows[0];
}

/** A service user of this test run, straight into the database. @returns a client that signs in as it */
export async function serviceUser(columns: Record<string, unknown>): Promise<Client> {
  const username = `testi-${randomUUID()}`;
  const row = { username, password_hash: columns['password_hash'] ?? (await hashPassword(username)), ...columns };
  const names = Object.keys(row);
  await db().query(
    `INSERT INTO service_user (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
  return basic(username);
}

/** Makes one person of two oids. @returns the slave's oid */
export async function slaveOf(masterOid: string): Promise<string> {
  const slave = freshLearner();
  await db().query('INSERT INTO learner (oid, master_oid, created_at) VALUES ($1, $2, now())', [slave, masterOid]);
  return slave;
}

const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** A personal identity code that no test has used before: an individual number above 899 belongs to nobody. */
export function freshHetu(): string {
  const number = (below: number): number => Number(BigInt(`0x${randomUUID().replaceAll('-', '')}`) % BigInt(below));
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  const birth = `${pad(1 + number(28), 2)}${pad(1 + number(12), 2)}${pad(number(100), 2)}`;
  const individual = pad(900 + number(100), 3);
  const sign = '-YXWVU'[number(6)] ?? '-';
  return `${birth}${sign}${individual}${CHECK[Number(birth + individual) % CHECK.length]}`;
}

/** A well-formed oid of an organisation that nobody knows. */
export function freshOrganisation(): string {
  return learnerOidOf(1_000_000_000 + Math.floor(Number(`0x${randomUUID().slice(0, 8)}`) * 2)).replace('.24.', '.10.');
}
