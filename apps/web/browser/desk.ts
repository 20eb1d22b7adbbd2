import { randomInt } from 'node:crypto';
import { as, database } from '#testing';
import { demoPerson } from '#testing/demo';

/** What a scenario of the support desk needs to be there: made through the service's interface, by Päivi, Tuukka and Toini. */
const PATH = '/api/study-rights/v1';
const CASES = `${PATH}/support-cases`;
const REASON = { reason: 'WRONG_TYPE' };

/** A study right of Päivi's oppilaitos, and whose it is. */
interface GivenStudyRight {
  readonly oid: string;
  readonly learner: string;
}

/** A study right with a HOKS, and the case that its provider has opened about it. */
export interface GivenCase extends GivenStudyRight {
  readonly hoksId: number;
  readonly id: string;
}

/** Oid of a learner that no scenario has used before, with its check digit (weights 7, 3, 1 from the right). */
function freshLearner(): string {
  const digits = String(randomInt(1_000_000_000, 10_000_000_000));
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * ([7, 3, 1][place % 3] ?? 0), 0);
  return `1.2.246.562.24.${digits}${(10 - (sum % 10)) % 10}`;
}

const code = (koodiarvo: string, koodistoUri: string, more: object = {}) => ({ koodiarvo, koodistoUri, ...more });

export async function aStudyRight(learner = freshLearner()): Promise<GivenStudyRight> {
  const nimi = { fi: 'Luonto- ja ympäristöalan perustutkinto' };
  const period = {
    ...{ alku: '2026-08-10', tila: code('lasna', 'koskiopiskeluoikeudentila') },
    opintojenRahoitus: code('1', 'opintojenrahoitus'),
  };
  const suoritus = {
    ...{ tyyppi: code('ammatillinentutkinto', 'suorituksentyyppi') },
    koulutusmoduuli: { tunniste: code('361902', 'koulutus', { nimi }) },
    suoritustapa: code('reformi', 'ammatillisentutkinnonsuoritustapa'),
  };
  const opiskeluoikeus = {
    ...{ tyyppi: code('ammatillinenkoulutus', 'opiskeluoikeudentyyppi') },
    ...{ oppilaitos: { oid: demoPerson('paivi').institutionOid }, tila: { opiskeluoikeusjaksot: [period] } },
    suoritukset: [suoritus],
  };
  const body = { henkilö: { oid: learner }, opiskeluoikeudet: [opiskeluoikeus] };
  const reply = await (await as('paivi')).put<{ opiskeluoikeudet: { oid: string }[] }>(`${PATH}/transfers`, body);
  const [stored] = reply.body.opiskeluoikeudet ?? [];
  if (stored === undefined) throw new Error(`No study right: ${JSON.stringify(reply.body)}`);
  return { oid: stored.oid, learner };
}

function hoksOf({ oid, learner }: GivenStudyRight): object {
  return {
    ...{ 'opiskeluoikeus-oid': oid, 'oppija-oid': learner },
    ...{ 'ensikertainen-hyvaksyminen': '2026-09-01', 'osaamisen-hankkimisen-tarve': true },
  };
}

async function invalidate(oid: string): Promise<void> {
  await (await as('paivi')).post(`${PATH}/study-rights/${oid}/invalidate`, REASON);
}

/** An open case of Päivi's, after the refusal that has led to it. */
export async function anOpenCase(): Promise<GivenCase> {
  const paivi = await as('paivi');
  const studyRight = await aStudyRight();
  const hoks = await paivi.post<{ id: number }>(`${PATH}/hoks`, hoksOf(studyRight));
  await invalidate(studyRight.oid);
  const opened = await paivi.post<{ id: string }>(CASES, { studyRightOid: studyRight.oid, ...REASON });
  if (opened.status !== 201) throw new Error(`No case: ${JSON.stringify(opened.body)}`);
  return { ...studyRight, hoksId: hoks.body.id, id: opened.body.id };
}

/** A case with an override that somebody of the desk has proposed. */
export async function aProposedCase(proposer: 'tuki' | 'toini'): Promise<GivenCase> {
  const given = await anOpenCase();
  const { status } = await (
    await as(proposer)
  ).post(`${CASES}/${given.id}/override`, { reason: 'Sovittu puhelimessa.' });
  if (status !== 200) throw new Error(`Not proposed: ${status}`);
  return given;
}

/** The provider changes the HOKS of a case. */
export async function changeHoks({ hoksId }: GivenCase): Promise<void> {
  const body = { id: hoksId, 'osaamisen-hankkimisen-tarve': false };
  const { status } = await (await as('paivi')).patch(`${PATH}/hoks/${hoksId}`, body);
  if (status >= 300) throw new Error(`The HOKS was not changed: ${status}`);
}

/** What the provider is answered about the HOKS of a case: when it reads it, and when it changes it. */
export async function statusesForProvider({ hoksId }: GivenCase): Promise<[read: number, changed: number]> {
  const paivi = await as('paivi');
  const read = await paivi.get(`${PATH}/hoks/${hoksId}`);
  const changed = await paivi.patch(`${PATH}/hoks/${hoksId}`, { id: hoksId });
  return [read.status, changed.status];
}

/** A HOKS as an import of the past may bring it: its study right is not known here. @returns its id */
export async function aBrokenPair(): Promise<number> {
  const oid = `1.2.246.562.15.${randomInt(10_000_000_000, 100_000_000_000)}`;
  const learner = freshLearner();
  const { rows } = await database('study-rights').query<{ id: number }>(
    `INSERT INTO hoks (institution_oid, study_right_oid, learner_oid, data, created_at, created_by)
     VALUES ($1, $2, $3, $4, now(), 'import') RETURNING id`,
    [demoPerson('paivi').institutionOid, oid, learner, JSON.stringify(hoksOf({ oid, learner }))],
  );
  return rows[0]?.id ?? 0;
}

/** A study right that has been invalidated. */
export async function anInvalidatedStudyRight(): Promise<GivenStudyRight> {
  const given = await aStudyRight();
  await invalidate(given.oid);
  return given;
}
