import { as } from '#testing';
import { demoPerson } from '#testing/demo';
import { anOpenApplication, aSentApplication } from './main-job';
import { expect, test } from './scenario';

const APPLICATIONS = '/api/applications/v1/applications';

test('[R10] [R11] [R21] W19: a colleague takes a part over, then the rest; the row leaves the list of the former handler', async ({
  signedIn,
}) => {
  const { id } = await aSentApplication(2);
  const [hanna, heikki] = [
    await signedIn('hanna', '/work?order=-submitted'),
    await signedIn('heikki', '/work/others?order=-submitted&lang=fi'),
  ];
  const row = heikki.locator(`[data-row="${id}"]`);
  await expect(row).toContainText('käsittelijää alle päivän: Hanna Korhonen');
  await row.getByRole('button', { name: 'Ota käsiteltäväksesi: Aino Virtanen' }).click();
  const dialog = heikki.getByRole('dialog', { name: 'Ota osia käsiteltäväksesi' });
  await dialog.getByRole('checkbox', { name: 'Osa 2 (Hanna Korhonen)' }).uncheck();
  await dialog.getByRole('button', { name: 'Ota käsiteltäväksi' }).click();
  await expect(dialog).toBeHidden();
  const kept = hanna.locator(`[data-row="${id}"]`);
  await expect(kept.getByRole('link', { name: 'Käsittele: Aino Virtanen' })).toBeVisible();

  await heikki.goto(`/applications/${id}?lang=fi`);
  await expect(heikki.getByRole('button', { name: 'Ota käsiteltäväksesi' })).toBeVisible();
  await heikki.keyboard.press('t');
  await expect(dialog.getByRole('checkbox')).toHaveCount(1);
  await heikki.keyboard.press('Control+Enter');
  await expect(
    heikki.getByRole('region', { name: 'Lyhyet viestit' }).getByText('Osat ovat nyt käsiteltävinäsi.'),
  ).toBeVisible();
  await expect(kept).toContainText('Ei ole enää käsiteltävänäsi');
  const { body } = await (await as('heikki')).get<{ parts: { handlerId: string }[] }>(`${APPLICATIONS}/${id}`);
  expect(body.parts.map(({ handlerId }) => handlerId)).toEqual(Array(2).fill(demoPerson('heikki').personId));
});

test('[R12] [R13] [R15] [R16] W19, W20: a part goes to a colleague with a message, by keyboard; what is not confirmed changes nothing', async ({
  signedIn,
}) => {
  const { id, version, parts } = await anOpenApplication(2);
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}`);
  await expect(page.getByRole('button', { name: 'Siirrä toiselle' })).toBeVisible();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Siirto toiselle käsittelijälle' });
  const field = dialog.getByRole('combobox', { name: 'Uusi käsittelijä' });
  // Only the part of the page is chosen; Hanna herself is nobody's new handler.
  await expect(dialog.getByRole('checkbox', { name: 'Osa 2 (Hanna Korhonen)' })).not.toBeChecked();
  await field.fill('korho');
  await expect(dialog.getByRole('option')).toHaveCount(0);
  await field.fill('heik');
  await dialog.getByRole('option', { name: /^Heikki/ }).click();
  await dialog.getByRole('button', { name: 'Sulje' }).click();
  const { body } = await (await as('hanna')).get<{ version: number }>(`${APPLICATIONS}/${id}`);
  expect(body.version).toBe(version);

  await page.keyboard.press('s');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('Valitse uusi käsittelijä.');
  await field.fill('heik');
  await expect(dialog.getByRole('option', { name: /^Heikki/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Viesti uudelle käsittelijälle').fill('Tunnet nämä opinnot paremmin.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Hanna Korhonen siirsi osan')).toBeVisible();

  const heikki = await signedIn('heikki', `/applications/${id}?lang=fi`);
  await expect(heikki.getByText('Tunnet nämä opinnot paremmin.')).toBeVisible();
});
