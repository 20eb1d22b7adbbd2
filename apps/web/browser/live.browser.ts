import type { Page } from '@playwright/test';
import { as } from '#testing';
import { showAllRows } from './all-rows';
import { decidedPart } from './decided-parts';
import { anApprovedPart, anOpenApplication, aSentApplication } from './main-job';
import { expect, test } from './scenario';

const APPLICATIONS = '/api/applications/v1/applications';
/** A change is on the page within two seconds, on a quiet machine. */
const SOON = { timeout: 2_000 * Number(process.env['TIME_FACTOR'] ?? 1) };
const POLLING = 'Tiedot päivittyvät 30 sekunnin välein.';

/** Opens a page and waits for its stream: it hears what happens from now on. */
async function listening(page: Page, path: string): Promise<Page> {
  // The stream of the page before is not meant.
  await page.goto('about:blank');
  const heard = page.waitForResponse((response) => response.url().endsWith('/events') && response.ok());
  await page.goto(path);
  await heard;
  // What the list shows was read before what happens now.
  if (/^\/(work\?|my)/.test(path)) await expect(page.locator('[data-row]').first()).toBeVisible();
  return page;
}

test('[R26] [R28] W16: what others do is on the open pages of handler and student without a reload', async ({
  signedIn,
}) => {
  await aSentApplication();
  const hanna = await listening(await signedIn('hanna'), '/work?order=-submitted');
  const aino = await listening(await signedIn('aino'), '/my/applications');
  const { id } = await aSentApplication();
  await hanna.getByRole('button', { name: '1 uusi hakemus – näytä' }).click(SOON);
  await expect(hanna.locator(`[data-row="${id}"]`)).toContainText('Uusi hakemus');
  await expect(aino.locator(`[data-row="${id}"]`)).toContainText('Lähetetty', SOON);
  await (await as('hanna')).post(`${APPLICATIONS}/${id}/start-processing`, {});
  await expect(hanna.locator(`[data-row="${id}"]`)).toContainText('Käsittelyssä', SOON);
  await expect(aino.locator(`[data-row="${id}"]`)).toContainText('Käsittelyssä', SOON);
  // Said to those who do not see it.
  await expect(aino.locator('[aria-live=polite]')).toHaveText('Sivun tiedot päivittyivät.');
});

test('[R26] W16: a decision and its recording reach four roles: student, handler, recorder, administrator', async ({
  signedIn,
}) => {
  const application = await anOpenApplication();
  const { id } = application;
  const aino = await listening(await signedIn('aino'), `/applications/${id}`);
  const hanna = await listening(await signedIn('hanna'), '/work?order=-submitted');
  const anna = await listening(await signedIn('anna'), `/applications/${id}`);
  await anApprovedPart();
  const raija = await listening(await signedIn('raija'), '/work/recording');
  await showAllRows(raija);
  const decisionId = await decidedPart(application, 1, 'APPROVED');
  const head = (page: Page) => page.getByRole('heading', { level: 1 }).locator('..');
  await expect(head(aino)).toContainText('Hyväksytty', SOON);
  await expect(head(anna)).toContainText('Hyväksytty', SOON);
  await expect(hanna.locator(`[data-row="${id}"]`)).toContainText('Hyväksytty', SOON);
  await expect(raija.locator(`[data-row="${decisionId}"]`)).toBeVisible(SOON);
});

test('W16: without a stream the page says that it reads again each 30 s; with one again, it has all of it', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/work?order=-submitted');
  await page.route('**/events', (route) => route.fulfill({ status: 503 }));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(POLLING)).toBeVisible({ timeout: 20_000 * Number(process.env['TIME_FACTOR'] ?? 1) });
  const { id } = await aSentApplication();
  await page.unroute('**/events');
  await expect(page.getByText(POLLING)).toBeHidden({ timeout: 60_000 });
  await page.getByRole('button', { name: '1 uusi hakemus – näytä' }).click({ timeout: 35_000 });
  await expect(page.locator(`[data-row="${id}"]`)).toBeVisible();
});

test('W16: a browser has one stream for all of its tabs, and another tab takes it over', async ({ signedIn }) => {
  await aSentApplication();
  const first = await listening(await signedIn('hanna'), '/work?order=-submitted');
  let streams = 0;
  first.context().on('request', (request) => (streams += request.url().endsWith('/events') ? 1 : 0));
  const second = await first.context().newPage();
  await second.goto('/work?order=-submitted');
  await expect(second.locator('[data-row]').first()).toBeVisible();
  const heard = await aSentApplication();
  await second.getByRole('button', { name: '1 uusi hakemus – näytä' }).click(SOON);
  await expect(second.locator(`[data-row="${heard.id}"]`)).toBeVisible();
  expect(streams).toBe(0);
  const takenOver = second.waitForResponse((response) => response.url().endsWith('/events') && response.ok());
  await first.close();
  await takenOver;
  const next = await aSentApplication();
  await second.getByRole('button', { name: '1 uusi hakemus – näytä' }).click(SOON);
  await expect(second.locator(`[data-row="${next.id}"]`)).toBeVisible();
  expect(streams).toBe(1);
});
