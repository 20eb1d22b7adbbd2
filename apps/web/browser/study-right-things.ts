import { randomInt, randomUUID } from 'node:crypto';
import { as } from '#testing';
import { DEMO, demoPerson } from '#testing/demo';

/** Study rights and HOKSes that a scenario needs before it opens a page: sent by Päivi's systems, or entered by Mirja. */
const PATH = '/api/study-rights/v1';
const KALLIO = demoPerson('paivi').institutionOid;

export interface GivenStudyRight {
  readonly oid: string;
  readonly learner: string;
  /** What was sent, for the next version of it. */
  readonly sent: Readonly<Record<string, unknown>>;
}

/** An oid that nobody has, with its check digit (IBM 1-3-7). */
export function freshLearner(): string {
  const digits = String(randomInt(1_000_000_000, 10_000_000_000));
  const weights = [7, 3, 1];
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (weights[place % 3] ?? 0), 0);
  return `1.2.246.562.24.${digits}${(10 - (sum % 10)) % 10}`;
}

/** @param suoritus type and code of the qualification */
export async function aStudyRight(
  { type = 'ammatillinentutkinto', qualification = '361902', assessed = false } = {},
  learner = freshLearner(),
): Promise<GivenStudyRight> {
  const sent = {
    tyyppi: { koodiarvo: 'ammatillinenkoulutus', koodistoUri: 'opiskeluoikeudentyyppi' },
    lähdejärjestelmänId: {
      id: randomUUID(),
      lähdejärjestelmä: { koodiarvo: 'primus', koodistoUri: 'lahdejarjestelma' },
    },
    oppilaitos: { oid: KALLIO },
    tila: {
      opiskeluoikeusjaksot: [
        {
          alku: '2026-08-10',
          tila: { koodiarvo: 'lasna', koodistoUri: 'koskiopiskeluoikeudentila' },
          opintojenRahoitus: { koodiarvo: '1', koodistoUri: 'opintojenrahoitus' },
        },
      ],
    },
    suoritukset: [
      {
        tyyppi: { koodiarvo: type, koodistoUri: 'suorituksentyyppi' },
        koulutusmoduuli: { tunniste: { koodiarvo: qualification, koodistoUri: 'koulutus' } },
        ...(type === 'ammatillinentutkinto' && {
          suoritustapa: { koodiarvo: 'reformi', koodistoUri: 'ammatillisentutkinnonsuoritustapa' },
        }),
        ...(assessed && {
          osasuoritukset: [{ arviointi: [{ arvosana: { koodiarvo: '5' }, päivä: '2026-10-01' }] }],
        }),
      },
    ],
  };
  return { oid: await transfer(learner, sent), learner, sent };
}

/** Sends the next version of it. */
export async function nextVersion({ oid, learner, sent }: GivenStudyRight, more: object): Promise<void> {
  await transfer(learner, { ...sent, oid, ...more });
}

/** The minimum of 2019 and what else is said. @param username who stores it: a manual recorder does so by hand */
export async function aHoks({ oid, learner }: GivenStudyRight, username = 'paivi', more: object = {}): Promise<number> {
  const { status, body } = await (
    await as(username)
  ).post<{ id: number }>(`${PATH}/hoks`, {
    ...{ 'opiskeluoikeus-oid': oid, 'oppija-oid': learner },
    ...{ 'ensikertainen-hyvaksyminen': '2026-09-01', 'osaamisen-hankkimisen-tarve': true },
    ...more,
  });
  if (status !== 201) throw new Error(`no HOKS: ${status} ${JSON.stringify(body)}`);
  return body.id;
}

export async function aStudyRightWithHoks(username = 'paivi'): Promise<GivenStudyRight> {
  const studyRight = await aStudyRight();
  await aHoks(studyRight, username);
  return studyRight;
}

/** A study right of the demo learner Leo; what is left of it, `gone` takes away, for the next run. */
export async function ofLeo(): Promise<GivenStudyRight & { readonly gone: (hoksId: number) => Promise<void> }> {
  const studyRight = await aStudyRight({ type: 'telma', qualification: '999903' }, DEMO.learner.oid);
  const gone = async (hoksId: number) => {
    const paivi = await as('paivi');
    const deleted = await paivi.delete(`${PATH}/hoks/${hoksId}`);
    const invalidated = await paivi.post(`${PATH}/study-rights/${studyRight.oid}/invalidate`, { reason: 'WRONG_TYPE' });
    if (deleted.status !== 200 || invalidated.status !== 200) throw new Error('Leo’s study right is still there');
  };
  return { ...studyRight, gone };
}

async function transfer(learner: string, opiskeluoikeus: object): Promise<string> {
  const { status, body } = await (
    await as('paivi')
  ).put<{ opiskeluoikeudet: { oid: string }[] }>(`${PATH}/transfers`, {
    henkilö: { oid: learner },
    opiskeluoikeudet: [opiskeluoikeus],
  });
  const [stored] = status === 200 ? body.opiskeluoikeudet : [];
  if (stored === undefined) throw new Error(`no study right: ${status} ${JSON.stringify(body)}`);
  return stored.oid;
}
