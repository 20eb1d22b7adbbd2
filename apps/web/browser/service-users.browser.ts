import { randomUUID } from 'node:crypto';
import { basic } from '#testing';
import { expect, test } from './scenario';

const STUDY_RIGHT = '/koski/api/opiskeluoikeus/1.2.246.562.15.10000000017';
/** Signed in, the study right is unknown. */
const [SIGNED_IN, REFUSED] = [404, 401];

test('the administrator of a provider adds a service user, sees its password once, limits, renews and blocks it', async ({
  signedIn,
}) => {
  const name = `selain-${randomUUID().slice(0, 8)}`;
  const statusOf = async (password: string) => (await basic(name, password).get(STUDY_RIGHT)).status;
  const page = await signedIn('petra', '/study-rights/service-users');
  await expect(page.getByRole('heading', { level: 1, name: 'Palvelukäyttäjät' })).toBeVisible();
  await page.getByRole('button', { name: 'Lisää palvelukäyttäjä' }).click();
  const dialog = page.getByRole('dialog');

  // What is missing is said at its field; a name that is taken in the service's words.
  await dialog.getByRole('button', { name: 'Lisää palvelukäyttäjä' }).click();
  await expect(dialog.getByLabel('Käyttäjätunnus')).toHaveAccessibleDescription(/Anna tunnus/);
  await dialog.getByLabel('Käyttäjätunnus').fill('paakayttaja');
  await dialog.getByRole('button', { name: 'Lisää palvelukäyttäjä' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'on jo käytössä' })).toBeVisible();
  await dialog.getByLabel('Käyttäjätunnus').fill(name);
  await dialog.getByRole('button', { name: 'Lisää palvelukäyttäjä' }).click();

  const passwordDialog = page.getByRole('dialog', { name: `Tunnuksen ${name} salasana` });
  const first = await passwordDialog.getByLabel('Salasana').inputValue();
  expect(first.length).toBeGreaterThanOrEqual(32);
  expect(await statusOf(first)).toBe(SIGNED_IN);
  await page.keyboard.press('Escape');
  await passwordDialog.getByRole('button', { name: 'Olen tallentanut sen' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(first);

  const row = page.locator('[data-row]').filter({ hasText: name });
  await row.getByRole('button', { name: 'Rajaa tyypit' }).click();
  await dialog.getByLabel('Vain valitut tyypit').check();
  await dialog.getByLabel('Tutkintokoulutukseen valmentava koulutus (TUVA)').check();
  await dialog.getByRole('button', { name: 'Tallenna rajaus' }).click();
  await expect(row).toContainText('Tutkintokoulutukseen valmentava koulutus (TUVA)');

  await row.getByRole('button', { name: 'Vaihda salasana' }).click();
  await dialog.getByRole('button', { name: 'Vaihda salasana' }).click();
  const second = await passwordDialog.getByLabel('Salasana').inputValue();
  await passwordDialog.getByRole('button', { name: 'Olen tallentanut sen' }).click();
  expect([await statusOf(first), await statusOf(second)]).toEqual([REFUSED, SIGNED_IN]);

  await row.getByRole('button', { name: 'Estä' }).click();
  await dialog.getByRole('button', { name: 'Estä' }).click();
  await expect(row).toContainText('estetty');
  expect(await statusOf(second)).toBe(REFUSED);
});
