import { anOpenApplication, aSentApplication } from './main-job';
import { saveApproval } from './keywords';
import { expect, test } from './scenario';

test('[R7] [R8] [R9] [R29] [R40] [R106] [R107] [R108] [R113] W8, W18: from the work list to a recorded recognition', async ({
  signedIn,
}) => {
  const { id, parts } = await aSentApplication();
  const page = await signedIn('hanna', '/work?order=-submitted');
  await expect(page.getByRole('heading', { level: 1, name: 'Käsittelyssäsi olevat hakemukset' })).toBeVisible();
  const row = page.locator(`[data-row="${id}"]`);
  await expect(row).toContainText('Uusi hakemus');
  await expect(row).toContainText('Tietokantojen perusteet');
  await row.getByRole('link', { name: 'Käsittele: Aino Virtanen' }).click();
  await expect(page).toHaveURL(new RegExp(`/applications/${id}/parts/${parts[0]?.id}`));
  await expect(page.getByRole('region', { name: 'Hakijan tiedot' })).toContainText('Scrum Master');

  await page.getByRole('radio', { name: 'Hyväksyn' }).check();
  await expect(page.getByLabel('Laajuus (op)')).toHaveValue('5');
  await page.getByLabel('Arvosana').selectOption('4');
  await saveApproval(page, 'projektinhallinta, tietokannat');

  const recording = page.getByRole('region', { name: 'Hyväksiluvun kirjaaminen' });
  await expect(recording).toContainText('TKT-103');
  await expect(recording).toContainText('4');
  await recording.getByRole('button', { name: 'Kirjaa' }).click();
  await expect(page).not.toHaveURL(new RegExp(`/parts/${parts[0]?.id}`));
  await page.goto(`/applications/${id}/parts/${parts[0]?.id}`);
  await expect(page.getByRole('region', { name: 'Päätös' })).toContainText('Kirjattu');
  await expect(page.getByText('Käsitelty').first()).toBeVisible();
});

test('[R42] a rejection needs reasons, and says so at the field', async ({ signedIn }) => {
  const { id, parts } = await anOpenApplication();
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}`);
  await page.getByRole('radio', { name: 'Hylkään' }).check();
  await page.getByRole('button', { name: 'Tallenna päätös' }).click();
  await expect(page.getByRole('alert')).toContainText('Korjaa 1 kohta');
  await expect(page.getByLabel('Perustelut')).toHaveAccessibleDescription(/Kirjoita perustelut/);
  await page.getByLabel('Perustelut').fill('Osaaminen ei vastaa opintojakson tavoitteita.');
  await page.getByRole('button', { name: 'Tallenna päätös' }).click();
  await expect(page.getByRole('region', { name: 'Päätös' })).toContainText('Hylätty');
  await expect(page.getByRole('region', { name: 'Päätös' })).toContainText('Hanna Korhonen');
});
