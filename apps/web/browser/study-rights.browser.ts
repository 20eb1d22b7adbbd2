import { as, database } from '#testing';
import { aStudyRight, aStudyRightWithHoks, nextVersion } from './study-right-things';
import { expect, test } from './scenario';
import { tabTo } from './tab-to';
import { expectNoSidewaysScrolling, VIEWS } from './views';

const UNKNOWN = '1.2.246.562.15.12345678911';

test('[R163] [R165] [R166] [R167] [R168] W50: found, read with its versions in words, and invalidated for one of exactly two reasons', async ({
  signedIn,
}) => {
  const studyRight = await aStudyRight();
  await nextVersion(studyRight, { arvioituPäättymispäivä: '2029-05-31' });
  const page = await signedIn('paivi', '/study-rights');
  await page.getByLabel('Oid tai lähdejärjestelmän tunniste').fill(studyRight.oid);
  await expect(page.getByRole('status').filter({ hasText: '1 yhteensä' })).toBeVisible();
  await page.getByRole('link', { name: studyRight.oid }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Opiskeluoikeus' })).toBeVisible();
  // An oid leads to a person: it stands in the address of its own page only.
  await expect(page.getByRole('region', { name: 'Tilat' })).toContainText('10.8.2026 alkaen: Läsnä');
  await expect(page.getByText('Kallion ammattiopisto').first()).toBeVisible();

  // R167: the new transfer stands, the old one is history.
  const versions = page.getByRole('region', { name: 'Versiot' });
  await expect(versions).toContainText('2 / 2 versiota');
  await versions.getByRole('button', { name: 'Mitä versiossa 2 muuttui' }).click();
  await expect(versions).toContainText('arvioituPäättymispäivä: lisätty 31.5.2029');

  const invalidation = page.getByRole('region', { name: 'Mitätöinti' });
  await expect(invalidation.getByRole('radio')).toHaveCount(2);
  await invalidation.getByText('Onko kyse muusta virheestä?').click();
  await expect(invalidation).toContainText('tee uusi tiedonsiirto');
  await expect(invalidation).toContainText('jyräävät');
  await expect(invalidation).toContainText('Poikkeus on väärä tyyppi');
  await invalidation.getByRole('button', { name: 'Mitätöi opiskeluoikeus' }).click();
  await expect(invalidation.getByRole('alert')).toContainText('Valitse mitätöinnin syy');
  await invalidation.getByRole('radio', { name: /Väärä tyyppi/ }).check();
  await invalidation.getByRole('button', { name: 'Mitätöi opiskeluoikeus' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('Sitä ei voi perua');
  await question.getByRole('button', { name: 'Mitätöi opiskeluoikeus' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Opiskeluoikeus mitätöitiin' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('ei löydy');
});

test('[R164] W50: who never started although something is assessed is invalidated once that is confirmed', async ({
  signedIn,
}) => {
  const { oid } = await aStudyRight({ assessed: true });
  const page = await signedIn('paivi', `/study-rights/${oid}`);
  const invalidation = page.getByRole('region', { name: 'Mitätöinti' });
  await invalidation.getByRole('radio', { name: /Ei aloittanut/ }).check();
  const invalidate = async () => {
    await invalidation.getByRole('button', { name: 'Mitätöi opiskeluoikeus' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mitätöi opiskeluoikeus' }).click();
  };
  await invalidate();
  await invalidation.getByRole('checkbox', { name: /vaikka jotakin on arvioitu/ }).check();
  await invalidate();
  await expect(page.getByRole('status').filter({ hasText: 'Opiskeluoikeus mitätöitiin' })).toBeVisible();
});

test('[R160] [R165] [R166] [R169] [R170] W50: at 320 px and by keyboard alone: a HOKS is in the way, and the request to the desk is made in place', async ({
  signedIn,
}) => {
  const { oid } = await aStudyRightWithHoks();
  const page = await signedIn('paivi', `/study-rights/${oid}`, VIEWS['320 px']);
  await expectNoSidewaysScrolling(page);
  await expect(page.getByRole('region', { name: 'Mitätöinti' }).getByRole('radio')).toHaveCount(2);
  await tabTo(page, page.getByRole('radio', { name: /Väärä tyyppi/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.locator('summary').filter({ hasText: 'Onko kyse muusta virheestä?' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('tee uusi tiedonsiirto')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Mitätöi opiskeluoikeus' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Mitätöi opiskeluoikeus' }));
  await page.keyboard.press('Enter');

  const request = page.getByRole('region', { name: 'Pyyntö asiakaspalveluun' });
  await expect(request).toContainText(oid);
  await expect(request).toContainText('Väärä tyyppi');
  await expect(request.getByRole('link', { name: 'ehoks@opintopolku.fi' })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await tabTo(page, request.getByLabel('Viesti asiakaspalvelulle'));
  await page.keyboard.type('Piti olla VALMA.');
  await tabTo(page, request.getByRole('button', { name: 'Lähetä pyyntö' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Pyyntö on lähetetty' })).toBeVisible();
  // Nothing was invalidated by it.
  expect((await (await as('paivi')).get(`/api/study-rights/v1/study-rights/${oid}`)).status).toBe(200);

  await tabTo(page, page.getByRole('link', { name: 'Avaa omat pyynnöt' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Pyynnöt asiakaspalveluun' })).toBeFocused();
  const row = page.locator('[data-row]').filter({ hasText: oid });
  await expect(page.locator('[data-row]').first()).toBeVisible();
  while (!(await row.isVisible())) await page.getByRole('button', { name: 'Näytä lisää' }).click();
  await expect(row).toContainText('Kallion ammattiopisto');
  const { rows } = await database('study-rights').query<{ message: string; state: string }>(
    'SELECT message, state FROM support_case WHERE study_right_oid = $1',
    [oid],
  );
  expect(rows).toEqual([{ message: 'Piti olla VALMA.', state: 'OPEN' }]);
  await expectNoSidewaysScrolling(page);

  // The request is taken back where it is listed; then nothing is offered any more.
  await row.getByRole('link').focus();
  await tabTo(page, row.getByRole('button', { name: 'Peru pyyntö' }));
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog');
  await expect(question).toContainText('jäävät ennalleen');
  await tabTo(page, question.getByRole('button', { name: 'Peru pyyntö' }));
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Peruttu');
  await expect(row.getByRole('button')).toHaveCount(0);
});

test('[R161] another provider’s study right, one that there is not and no oid at all: the page says nothing of what there is', async ({
  signedIn,
}) => {
  const { oid } = await aStudyRightWithHoks();
  await database('study-rights').query(
    `UPDATE study_right SET institution_oid = '1.2.246.562.10.40000000004' WHERE oid = $1`,
    [oid],
  );
  const page = await signedIn('kaisa', `/study-rights/${oid}`);
  const said = async (path: string) => {
    await page.goto(path);
    const text = await page.getByRole('alert').locator('p').innerText();
    return text.replaceAll(oid, 'X').replaceAll(UNKNOWN, 'X');
  };
  for (const under of ['', '/hoks']) {
    const unknown = await said(`/study-rights/${UNKNOWN}${under}`);
    expect(await said(`/study-rights/${oid}${under}`)).toBe(unknown);
    await page.goto(`/study-rights/1.2.3${under}`);
    await expect(page.getByRole('alert')).toBeVisible();
  }
  await page.goto('/study-rights');
  await page.getByLabel('Oid tai lähdejärjestelmän tunniste').fill(oid);
  await expect(page.getByText('Hakua vastaavia opiskeluoikeuksia ei ole')).toBeVisible();
});

test('[R167] a viewer and the support desk read a study right of 1,000 versions, the newest first, and invalidate nothing', async ({
  signedIn,
}) => {
  const { oid } = await aStudyRight();
  await database('study-rights').query(
    `INSERT INTO study_right_version (institution_oid, study_right_oid, version, stored_at, patch, snapshot, actor_id)
     SELECT institution_oid, study_right_oid, n, stored_at, '[]', NULL, actor_id
       FROM study_right_version, generate_series(2, 1000) AS n WHERE study_right_oid = $1 AND version = 1`,
    [oid],
  );
  for (const username of ['kaisa', 'tuki']) {
    const page = await signedIn(username, `/study-rights/${oid}`);
    const versions = page.getByRole('region', { name: 'Versiot' });
    await expect(versions).toContainText(/20 \/ 1\s000 versiota/);
    await expect(versions.getByRole('listitem').first()).toContainText('Versio 1000');
    await versions.getByRole('button', { name: 'Näytä vanhempia versioita' }).click();
    await expect(versions.getByRole('listitem')).toHaveCount(40);
    await expect(page.getByRole('region', { name: 'Mitätöinti' })).toHaveCount(0);
  }
});
