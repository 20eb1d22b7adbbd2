import { as, eventually } from '#testing';
import { anApprovedPart, anOpenApplication, DECISIONS } from './main-job';
import { expect, test } from './scenario';

/** At least one recognition of the same background is in the bank. */
async function inTheBank(): Promise<void> {
  const { decisionId } = await anApprovedPart();
  const hanna = await as('hanna');
  await hanna.post(`${DECISIONS}/decisions/${decisionId}/recording`, {});
  await eventually('the bank has it', async () => {
    const { body } = await hanna.get<{ items: object[] }>('/api/recognition-bank/v1/precedents?q=Scrum%20Master');
    return body.items.length > 0;
  });
}

test('[R84] [R97] W32: earlier decisions stand beside the part, by the key l; without the bank the decision goes on', async ({
  signedIn,
}) => {
  await inTheBank();
  const { id, parts } = await anOpenApplication();
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}`);
  const bank = page.getByRole('region', { name: 'Hyväksilukupankki' });
  await expect(bank).toContainText(/kokonaan \d+, osittain \d+, viimeksi \d+\/\d{4}/);
  await expect(bank.getByRole('listitem').first()).toContainText('Scrum Master');
  await expect(bank).not.toContainText('Virtanen');
  await page.keyboard.press('l');
  await expect(bank).toBeFocused();
  await page.keyboard.press('e');
  await expect(page.getByRole('region', { name: 'Hakijan tiedot' })).toBeFocused();

  await page.route('**/api/recognition-bank/**', (route) => route.fulfill({ status: 503 }));
  await page.reload();
  await expect(bank).toContainText('Hyväksilukupankki ei vastaa');
  await expect(bank).toContainText('Voit päättää ilman sitä.');
  await page.getByRole('radio', { name: 'Hylkään' }).check();
  await page.getByLabel('Perustelut').fill('Osaaminen ei vastaa opintojakson tavoitteita.');
  await page.getByRole('button', { name: 'Tallenna päätös' }).click();
  await expect(page.getByRole('region', { name: 'Päätös' })).toContainText('Hylätty');
  await page.unroute('**/api/recognition-bank/**');
  await bank.getByRole('button', { name: 'Hae uudelleen' }).click();
  await expect(bank.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('h');
  await expect(page).toHaveURL(new RegExp(`/applications/${id}$`));
});
