import { as } from '#testing';
import { aSentApplication } from './main-job';
import { expect, expectAccessible, test } from './scenario';

const SETTINGS = '/api/applications/v1/settings';

interface Settings {
  readonly version: number;
  readonly handlingLimitDays: number | null;
  readonly blockedStudyRightTypes: readonly string[];
}

const settings = async () => (await (await as('anna')).get<Settings>(SETTINGS)).body;

/** As somebody else changes it meanwhile. */
async function set(path: string, body: object): Promise<void> {
  await (await as('anna')).put(`${SETTINGS}${path}`, body, { 'if-match': `"${(await settings()).version}"` });
}

const MESSAGES = '/api/notifications/v1/settings';

async function setDigest(digest: object): Promise<void> {
  const anna = await as('anna');
  const { version } = (await anna.get<Settings>(MESSAGES)).body;
  await anna.put(`${MESSAGES}/digest`, digest, { 'if-match': `"${version}"` });
}

test.afterEach(async () => {
  await setDigest({ mode: 'DAILY', days: 'EVERY_DAY', hour: 7 });
  await set('/handling-limit', { handlingLimitDays: null });
  await set('', { blockedStudyRightTypes: [] });
});

test('[R69] [R73] [R74] part of W46: half a day is refused at the field, seven days hold at once, nothing ends the limit', async ({
  signedIn,
}) => {
  const { id } = await aSentApplication();
  const page = await signedIn('anna', '/admin/settings?lang=fi');
  const limit = page.getByRole('region', { name: 'Käsittelyn aikaraja' });
  const days = limit.getByLabel('Aloitettava viimeistään (päivää)');
  const save = limit.getByRole('button', { name: 'Tallenna aikaraja' });
  await expect(days).toHaveValue('');
  await days.fill('0,5');
  await save.click();
  await expect(days).toHaveAttribute('aria-invalid', 'true');
  await expect(days).toBeFocused();
  await expectAccessible(page);
  expect((await settings()).handlingLimitDays).toBeNull();

  await days.fill('7');
  await save.click();
  await expect(limit.getByRole('status')).toHaveText('Tallennettu. Muutos on voimassa heti.');
  expect((await settings()).handlingLimitDays).toBe(7);
  const handler = await signedIn('hanna', '/work?order=-submitted');
  await expect(handler.locator(`[data-row="${id}"]`)).toContainText('aloitettava');

  // Another administrator has saved meanwhile: nothing is overwritten, and what is typed stays.
  await days.fill('');
  await set('', { blockedStudyRightTypes: ['13'] });
  await save.click();
  await limit.getByRole('alert').getByRole('button', { name: 'Yritä uudelleen' }).click();
  await expect(page.getByRole('checkbox', { name: 'Avoimen opinnot (13)' })).toBeChecked();
  await expect(days).toHaveValue('');
  await expect(limit.getByText('Nyt voimassa: 7 päivää.')).toBeVisible();
  await save.click();
  await expect(limit.getByRole('status')).toHaveText('Tallennettu. Muutos on voimassa heti.');
  expect(await settings()).toMatchObject({ handlingLimitDays: null, blockedStudyRightTypes: ['13'] });
});

test('[R154] the administrator blocks a type of study right, and no other setting is changed by it', async ({
  signedIn,
}) => {
  const page = await signedIn('anna', '/admin/settings?lang=fi');
  const blocked = page.getByRole('region', { name: 'Kuka ei voi hakea' });
  await expect(blocked.getByRole('checkbox')).toHaveCount(20);
  await blocked.getByRole('checkbox', { name: 'Avoimen opinnot (13)' }).check();
  await blocked.getByRole('button', { name: 'Tallenna estetyt tyypit' }).click();
  await expect(blocked.getByRole('status')).toHaveText('Tallennettu. Muutos on voimassa heti.');
  expect(await settings()).toMatchObject({ handlingLimitDays: null, blockedStudyRightTypes: ['13'] });
});

test('[R1] [R2] second half of W48: the digest goes out on working days at six, and what another administrator saves is not overwritten', async ({
  signedIn,
}) => {
  const page = await signedIn('anna', '/admin/settings?lang=fi');
  const digest = page.getByRole('region', { name: 'Koonti käsittelijöille' });
  await digest.getByRole('radio', { name: 'työpäivinä' }).check();
  await digest.getByLabel('Mistä kellonajasta alkaen').selectOption('klo 6');
  await setDigest({ mode: 'OFF', days: 'EVERY_DAY', hour: 7 });
  await digest.getByRole('button', { name: 'Tallenna koonti' }).click();
  await digest.getByRole('alert').getByRole('button', { name: 'Yritä uudelleen' }).click();
  await expect(digest).toContainText('Nyt voimassa: koonteja ei lähetetä kenellekään.');
  await digest.getByRole('button', { name: 'Tallenna koonti' }).click();
  await expect(digest.getByRole('status')).toHaveText('Tallennettu. Muutos on voimassa heti.');
  await expect(digest).toContainText('Nyt voimassa: joka päivä, kun jokin odottaa, työpäivinä, kello 6 alkaen.');
  const stands = { mode: 'DAILY', days: 'WORKING_DAYS', hour: 6 };
  expect((await (await as('anna')).get(MESSAGES)).body).toMatchObject({ digest: stands });
});
