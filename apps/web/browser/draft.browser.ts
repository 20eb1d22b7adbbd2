import type { Page } from '@playwright/test';
import { chooseHandler, saved } from './application-form';
import { aDraft } from './main-job';
import { expect, test } from './scenario';

const NAME = 'Työnimike / muu';
/** A page whose saving has failed tries again after 5 s. */
const AGAIN_WITHIN_MS = 30_000;

function inPart(page: Page) {
  return page.getByRole('region', { name: 'Osa 1', exact: true });
}

/** The service is away for this page until it is released, so that two pages write on the same version. */
async function heldBack(page: Page): Promise<() => Promise<void>> {
  const address = '**/api/applications/**';
  await page.route(address, (route) => route.fulfill({ status: 503, json: { code: 'test/away' } }));
  return () => page.unroute(address);
}

test('W6: what is typed is there again after the tab was closed and after a reload', async ({ signedIn }) => {
  const { id } = await aDraft();
  const page = await signedIn('aino', `/applications/${id}/edit`);
  await inPart(page).getByLabel(NAME).fill('Vanhempi tietokantakehittäjä');
  await saved(page);
  const again = await page.context().newPage();
  await page.close();
  await again.goto(`/applications/${id}/edit`);
  await expect(inPart(again).getByLabel(NAME)).toHaveValue('Vanhempi tietokantakehittäjä');

  // Offline: nothing is lost, the page says so, and it is saved when the connection is back.
  await again.context().setOffline(true);
  await inPart(again).getByLabel(NAME).fill('Kirjoitettu ilman yhteyttä');
  await expect(again.getByText('Ei tallennettu – yritetään uudelleen')).toBeVisible();
  await again.context().setOffline(false);
  await saved(again);
  await again.reload();
  await expect(inPart(again).getByLabel(NAME)).toHaveValue('Kirjoitettu ilman yhteyttä');
});

test('W6: different fields in two tabs are merged', async ({ signedIn }) => {
  const { id } = await aDraft();
  const one = await signedIn('aino', `/applications/${id}/edit`);
  const other = await one.context().newPage();
  await other.goto(`/applications/${id}/edit`);
  await expect(inPart(other).getByLabel(NAME)).toHaveValue('Scrum Master');

  const release = await heldBack(other);
  await inPart(other).getByLabel('Haettava laajuus').fill('4');
  await chooseHandler(one, 'Heikki');
  await saved(one);
  await release();
  await expect(other.getByText('Molempien muutokset on tallennettu.')).toBeVisible({ timeout: AGAIN_WITHIN_MS });
  await saved(other);
  await one.reload();
  await expect(inPart(one).getByLabel('Haettava laajuus')).toHaveValue('4');
  await expect(one.getByLabel('Kenelle hakemus lähetetään')).toHaveValue(/Heikki/);
});

test('W6: the same field in two tabs: nothing is overwritten, the person chooses', async ({ signedIn }) => {
  const { id } = await aDraft();
  const one = await signedIn('aino', `/applications/${id}/edit`);
  const other = await one.context().newPage();
  await other.goto(`/applications/${id}/edit`);
  await expect(inPart(other).getByLabel(NAME)).toHaveValue('Scrum Master');
  const release = await heldBack(other);
  await inPart(other).getByLabel(NAME).fill('Toisessa ikkunassa');
  await inPart(one).getByLabel(NAME).fill('Tässä ikkunassa');
  await saved(one);
  await release();

  const panel = other.getByRole('alert').filter({ hasText: 'Samaa kohtaa on muutettu muualla' });
  await expect(panel).toContainText('Tässä ikkunassa', { timeout: AGAIN_WITHIN_MS });
  await expect(panel).toContainText('Toisessa ikkunassa');
  await expect(panel.getByRole('button', { name: 'Tallenna valinnat' })).toBeDisabled();
  await panel.getByRole('radio', { name: /Toisessa ikkunassa/ }).check();
  await panel.getByRole('button', { name: 'Tallenna valinnat' }).click();
  await saved(other);
  await expect(panel).toHaveCount(0);
  await other.reload();
  await expect(inPart(other).getByLabel(NAME)).toHaveValue('Toisessa ikkunassa');
});

test('a draft that is sent elsewhere becomes closed here, with what happened', async ({ signedIn }) => {
  const { id } = await aDraft();
  const page = await signedIn('aino', `/applications/${id}/edit`);
  await expect(inPart(page).getByLabel(NAME)).toHaveValue('Scrum Master');
  const other = await page.context().newPage();
  await other.goto(`/applications/${id}/check`);
  await page.route('**/api/applications/**', (route) => route.fulfill({ status: 503, json: { code: 'test/away' } }), {
    times: 2,
  });
  await inPart(page).getByLabel(NAME).fill('Myöhässä');
  await other.getByRole('button', { name: 'Lähetä hakemus' }).click();
  await expect(other.getByRole('heading', { level: 1, name: /^Hakemus \d/ })).toBeVisible();
  await expect(page.getByText('Hakemus on nyt tilassa Lähetetty, eikä siihen voi enää kirjoittaa.')).toBeVisible();
  // What came too late can still be copied.
  await expect(page.getByRole('alert').filter({ hasText: 'Tätä et ehtinyt tallentaa' })).toContainText('Myöhässä');
});
