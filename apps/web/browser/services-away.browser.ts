import path from 'node:path';
import type { Page } from '@playwright/test';
import { type OwnService, stack, startOwnGateway, TcpProxy, untilHealthy } from '#testing';
import { decidedPart } from './decided-parts';
import { anOpenCase } from './desk';
import { aDraft, anOpenApplication } from './main-job';
import { saveApproval } from './keywords';
import { expect, expectAccessible, test } from './scenario';

/** Each behind a connection of its own, which can be cut: the service is away for this gateway, and for nobody else. */
const SERVICES = ['applications', 'decisions', 'recognition-bank', 'notifications', 'study-rights'] as const;
const ways = new Map<string, TcpProxy>();
let gateway: OwnService;

test.beforeAll(async () => {
  const addresses: Record<string, string> = {};
  for (const service of SERVICES) {
    const way = await TcpProxy.listen(Number(new URL(stack().serviceUrls[service]).port));
    ways.set(service, way);
    addresses[`${service.toUpperCase().replaceAll('-', '_')}_URL`] = `http://127.0.0.1:${way.port}`;
  }
  gateway = await startOwnGateway({ ...addresses, WEB_FOLDER: path.resolve('dist', 'web') });
  await untilHealthy(gateway, 'live');
});

test.afterAll(async () => {
  await gateway.stop();
  for (const way of ways.values()) await way.close();
});

test.afterEach(() => {
  for (const way of ways.values()) way.set('pass');
});

function stop(service: (typeof SERVICES)[number]): void {
  ways.get(service)?.set('refuse');
}

/** The session of the browser holds at each gateway: they share the database. */
async function open(page: Page, at: string): Promise<void> {
  await page.goto(gateway.url + at);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('W60: without the recognition bank a student writes, a handler decides and records; the bank’s place names it', async ({
  signedIn,
}) => {
  const { id, parts } = await anOpenApplication();
  const draft = await aDraft();
  const aino = await signedIn('aino');
  const hanna = await signedIn('hanna');
  stop('recognition-bank');
  await open(aino, '/bank');
  await expect(aino.getByRole('alert')).toContainText('Hyväksilukupankki ei vastaa');
  await expect(aino.getByRole('alert').getByRole('button', { name: 'Yritä uudelleen' })).toBeVisible();
  await expectAccessible(aino);
  await open(aino, `/applications/${draft.id}/edit`);
  await expect(aino.getByLabel('Työnimike / muu')).toHaveValue('Scrum Master');
  await expect(aino.getByText('Hyväksilukupankki ei vastaa. Voit hakea ilman sitä.')).toBeVisible();
  await aino.getByRole('button', { name: 'Tarkista ja lähetä' }).click();
  await aino.getByRole('button', { name: 'Lähetä hakemus' }).click();
  await expect(aino.getByRole('heading', { level: 1, name: /^Hakemus \d/ })).toBeVisible();

  await open(hanna, `/applications/${id}/parts/${parts[0]?.id}`);
  await hanna.getByRole('radio', { name: 'Hyväksyn' }).check();
  await saveApproval(hanna);
  await hanna.getByRole('button', { name: 'Kirjaa' }).click();
  await expect(hanna.getByRole('region', { name: 'Hyväksiluvun kirjaaminen' })).toHaveCount(0);
});

test('W60: without decisions everything else of an application is there, for its handler and its student', async ({
  signedIn,
}) => {
  const application = await anOpenApplication(2);
  await decidedPart(application, 1, 'APPROVED');
  const { id, parts } = application;
  const aino = await signedIn('aino');
  const hanna = await signedIn('hanna');
  stop('decisions');
  await open(hanna, `/applications/${id}/parts/${parts[1]?.id}`);
  await expect(hanna.getByRole('region', { name: 'Hakijan tiedot' })).toContainText('Scrum Master');
  await expect(hanna.getByRole('alert')).toContainText('Päätöspalvelu ei vastaa');
  await expectAccessible(hanna);
  await open(hanna, '/work?order=-submitted');
  await expect(hanna.locator(`[data-row="${id}"]`)).toBeVisible();
  await open(hanna, '/work/recording');
  await open(aino, `/applications/${id}`);
  await expect(aino.getByText('Hyväksytty 1/2').first()).toBeVisible();
  await expect(aino.getByText('Päätöspalvelu ei vastaa. Päätöksen sisältö näkyy, kun se vastaa.')).toBeVisible();
  await expectAccessible(aino);

  // It is there again, and so is the decision side: by the button, without a reload.
  await open(hanna, `/applications/${id}/parts/${parts[1]?.id}`);
  await expect(hanna.getByRole('alert')).toContainText('Päätöspalvelu ei vastaa');
  ways.get('decisions')?.set('pass');
  await hanna.getByRole('alert').getByRole('button', { name: 'Yritä uudelleen' }).click();
  await expect(hanna.getByRole('radio', { name: 'Hyväksyn' })).toBeVisible();
});

test('W60: without notifications, and without applications, what does not need them works', async ({ signedIn }) => {
  const { id } = await anOpenApplication();
  const page = await signedIn('hanna');
  stop('notifications');
  await open(page, '/messages');
  await expect(page.getByRole('alert')).toContainText('Viestipalvelu ei vastaa');
  await open(page, '/work?order=-submitted');
  await expect(page.locator(`[data-row="${id}"]`)).toBeVisible();
  ways.get('notifications')?.set('pass');

  stop('applications');
  await open(page, '/work');
  await expect(page.getByRole('alert')).toContainText('Hakemuspalvelu ei vastaa');
  await expectAccessible(page);
  await open(page, '/messages');
  await expect(page.getByRole('list', { name: 'Viestit' })).toBeVisible();
  await open(page, '/bank');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('[R169] W51, W60: without study rights a step of the desk is refused in words, and what was typed goes through when it is back', async ({
  signedIn,
}) => {
  const { id } = await anOpenCase();
  const page = await signedIn('tuki');
  await open(page, `/support/cases/${id}`);
  await page.getByRole('button', { name: 'Ehdota' }).click();
  const dialog = page.getByRole('dialog');
  const reason = dialog.getByLabel('Perustelu, jonka hyväksyjä lukee');
  await reason.fill('Järjestäjä siirsi väärällä tyypillä.');
  stop('study-rights');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('Opiskeluoikeuspalvelu ei vastaa');
  await expect(reason).toHaveValue('Järjestäjä siirsi väärällä tyypillä.');
  // Neither does a closed dialog lose it.
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expectAccessible(page);
  ways.get('study-rights')?.set('pass');
  await page.getByRole('button', { name: 'Ehdota' }).click();
  await expect(reason).toHaveValue('Järjestäjä siirsi väärällä tyypillä.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Ehdotettu');
});
