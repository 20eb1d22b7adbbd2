import { randomInt } from 'node:crypto';
import type { Browser, BrowserContext } from '@playwright/test';
import { as, database, stack } from '#testing';
import { demoPerson } from '#testing/demo';
import { type Figure, median } from './figure.js';

const RUNS = 10;
const PATH = '/api/study-rights/v1';
const [FEW, VERSIONS, EVENTS] = [10, 1_000, 5_000];

/** A case of the support desk with a long past against one with a short one: when what a person reads first is there. */
export async function measureCases(browser: Browser): Promise<Figure[]> {
  const [short, long] = [await aCase(FEW, FEW), await aCase(VERSIONS, EVENTS)];
  const context = await browser.newContext({ locale: 'fi-FI' });
  await signIn(context);
  const times = { short: [] as number[], long: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    times.short.push(await firstContent(context, short));
    times.long.push(await firstContent(context, long));
  }
  await context.close();
  const [few, many] = [median(times.short), median(times.long)];
  return [
    { what: `First content of a case with ${FEW} versions and events`, value: few, unit: 'ms' },
    {
      what: `First content of a case with ${VERSIONS} versions and ${EVENTS} events, the short case`,
      ...{ value: many / few, unit: 'times', goal: 1.5 },
    },
  ];
}

async function signIn(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${stack().gatewayUrl}/session/login?to=/support/cases&lang=fi`);
  await page.locator('input[name=username]').fill('tuki');
  await page.locator('input[name=password]').fill('tuki');
  await page.locator('input[name=password]').press('Enter');
  await page.locator('table').waitFor();
  await page.close();
}

/** Milliseconds until state, differences and the first events of the case can be read. */
async function firstContent(context: BrowserContext, id: string): Promise<number> {
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(`${stack().gatewayUrl}/support/cases/${id}`);
  await page.getByRole('region', { name: 'Tilanne' }).waitFor();
  await page.getByRole('region', { name: 'Tapahtumat' }).getByRole('listitem').first().waitFor();
  const taken = performance.now() - begun;
  await page.close();
  return taken;
}

/** A case with so many versions of its study right and so many events behind it. @returns its id */
async function aCase(versions: number, events: number): Promise<string> {
  const paivi = await as('paivi');
  const learner = freshLearner();
  const sent = await paivi.put<{ opiskeluoikeudet: { oid: string }[] }>(`${PATH}/transfers`, transferOf(learner));
  const oid = sent.body.opiskeluoikeudet[0]?.oid ?? '';
  const hoks = {
    ...{ 'opiskeluoikeus-oid': oid, 'oppija-oid': learner },
    ...{ 'ensikertainen-hyvaksyminen': '2026-09-01', 'osaamisen-hankkimisen-tarve': true },
  };
  await paivi.post(`${PATH}/hoks`, hoks);
  const opened = await paivi.post<{ id: string }>(`${PATH}/support-cases`, {
    studyRightOid: oid,
    reason: 'WRONG_TYPE',
  });
  if (opened.status !== 201) throw new Error(`no case: ${opened.status}`);
  const sql = database('study-rights');
  await sql.query(
    `INSERT INTO study_right_version (institution_oid, study_right_oid, version, patch, actor_id, stored_at)
     SELECT institution_oid, oid, n, '[]', 'bench', now() FROM study_right, generate_series(2, $2::int) n WHERE oid = $1`,
    [oid, versions],
  );
  await sql.query(
    `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id, details)
     SELECT institution_oid, now(), 'bench', 'transfer-study-right', 'study-right', oid, jsonb_build_object('version', n)
     FROM study_right, generate_series(1, $2::int) n WHERE oid = $1`,
    [oid, events],
  );
  const proposal = { reason: 'Sovittu puhelimessa.' };
  await (await as('toini')).post(`${PATH}/support-cases/${opened.body.id}/override`, proposal);
  return opened.body.id;
}

function transferOf(learner: string): object {
  const code = (koodiarvo: string, koodistoUri: string) => ({ koodiarvo, koodistoUri });
  const period = {
    ...{ alku: '2026-08-10', tila: code('lasna', 'koskiopiskeluoikeudentila') },
    opintojenRahoitus: code('1', 'opintojenrahoitus'),
  };
  const suoritus = {
    ...{ tyyppi: code('ammatillinentutkinto', 'suorituksentyyppi') },
    koulutusmoduuli: { tunniste: code('361902', 'koulutus') },
    suoritustapa: code('reformi', 'ammatillisentutkinnonsuoritustapa'),
  };
  const opiskeluoikeus = {
    ...{ tyyppi: code('ammatillinenkoulutus', 'opiskeluoikeudentyyppi'), tila: { opiskeluoikeusjaksot: [period] } },
    ...{ oppilaitos: { oid: demoPerson('paivi').institutionOid }, suoritukset: [suoritus] },
  };
  return { henkilö: { oid: learner }, opiskeluoikeudet: [opiskeluoikeus] };
}

/** An oid with its check digit (weights 7, 3, 1 from the right). */
function freshLearner(): string {
  const digits = String(randomInt(1_000_000_000, 10_000_000_000));
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * ([7, 3, 1][place % 3] ?? 0), 0);
  return `1.2.246.562.24.${digits}${(10 - (sum % 10)) % 10}`;
}
