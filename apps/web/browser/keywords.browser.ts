import { addKeyword, retireKeyword, retireKeywords } from './keywords';
import { anOpenApplication } from './main-job';
import { expect, test } from './scenario';

/** A word that nothing else in this run has. */
const own = `sel${Date.now().toString(36)}`;

test.afterAll(retireKeywords);

test('[R99] [R100] [R101] [R102] [R103] W24: the dialog opens on approval only; the field filters, the most used by their keys, the others by searching', async ({
  signedIn,
}) => {
  await addKeyword({ fi: `${own} tietokannat`, sv: `${own} databaser` }, [7]);
  await addKeyword({ fi: `${own} laki` }, [3]);
  const retired = await addKeyword({ fi: `${own} vanha` });
  const { id, parts } = await anOpenApplication(2);
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}`);
  const dialog = page.getByRole('dialog', { name: 'Hakemuksen asiasanat' });
  const search = dialog.getByRole('combobox', { name: 'Avainsanojen haku' });
  const chosen = dialog.getByRole('group', { name: 'Valitut asiasanat' });

  // A rejection is saved without it: here its reasons are missing still.
  await expect(page.getByRole('radio', { name: 'Hylkään' })).toBeVisible();
  await page.keyboard.press('r');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('Kirjoita perustelut');
  await expect(dialog).toHaveCount(0);

  await page.getByRole('radio', { name: 'Hyväksyn' }).check();
  await page.keyboard.press('Control+Enter');
  await dialog.getByLabel('Ohjauksen ala').selectOption('7');
  await search.fill(own);
  await expect(dialog.getByRole('listbox').getByRole('option')).toHaveText([`${own} tietokannat`, `${own} vanha`]);
  await dialog
    .getByRole('listbox')
    .getByRole('option', { name: `${own} tietokannat` })
    .click();
  await expect(search).toBeFocused();
  await search.fill(`${own} v`);
  await dialog
    .getByRole('listbox')
    .getByRole('option', { name: `${own} vanha` })
    .click();
  await expect(chosen.getByRole('button')).toHaveText([/tietokannat/, /vanha/]);
  await dialog.getByLabel('Ohjauksen ala').selectOption('3');
  await search.fill(`${own} l`);
  await expect(dialog.getByRole('listbox').getByRole('option')).toHaveText([`${own} laki`]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await chosen.getByRole('button', { name: `${own} laki` }).click();

  // Retired while it is chosen: refused in the service's words, and the rest is kept.
  await retireKeyword(retired);
  await dialog.getByRole('button', { name: 'Tallenna asiasanat ja päätös' }).click();
  await expect(dialog.getByRole('alert')).toContainText(retired.code);
  await expect(chosen.getByRole('button')).toHaveText([/tietokannat/]);
  await dialog.getByLabel('Ohjauksen ala').selectOption('7');
  await dialog.getByRole('button', { name: 'Tallenna asiasanat ja päätös' }).click();
  await expect(page.getByRole('region', { name: 'Päätös' })).toContainText(`${own} tietokannat`);

  // On the next part it is the one that she uses most, in the language of the page.
  await page.goto(`/applications/${id}/parts/${parts[1]?.id}?lang=sv`);
  await page.getByRole('button', { name: 'På svenska' }).click();
  await expect(page.getByRole('radio', { name: 'Godkänner' })).toBeVisible();
  await page.keyboard.press('a');
  await page.keyboard.press('Control+Enter');
  const svenska = page.getByRole('dialog', { name: 'Ansökans ämnesord' });
  await expect(svenska.getByRole('checkbox', { name: `1 ${own} databaser` })).not.toBeChecked();
  await page.keyboard.press('1');
  await expect(svenska.getByRole('checkbox', { name: `1 ${own} databaser` })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Beslut' })).toContainText(`${own} databaser`);
  await page.getByRole('button', { name: 'Suomeksi' }).click();
});
