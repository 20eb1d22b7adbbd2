import type { Locator, Page } from '@playwright/test';
import { expect, test } from './scenario';
import { tabTo } from './tab-to';

async function choose(page: Page, field: Locator, letters: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(letters);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

test('[R3] [R28] [R46] [R66] a student starts, writes, checks and sends an application by keyboard alone', async ({
  signedIn,
}) => {
  const page = await signedIn('aino', '/my/applications');
  await tabTo(page, page.getByRole('link', { name: 'Uusi hakemus' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Uusi hakemus' })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Aloita hakemus' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Hakemuksen luonnos' })).toBeFocused();

  await tabTo(page, page.getByRole('radio', { name: /Korvaavuus/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('radio', { name: 'Opinto', exact: true }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /Muu osaaminen/ })).toBeChecked();
  await tabTo(page, page.getByLabel('Työnimike / muu'));
  await page.keyboard.type('Tietokantakehittäjä');
  await tabTo(page, page.getByLabel('Todistuksen päivämäärä'));
  await page.keyboard.type('12.5.2022');
  await choose(page, page.getByLabel('Lisää opintojakso tai opintokokonaisuus'), 'TKT-103');
  // What is removed takes the focus to what is next.
  await tabTo(page, page.getByRole('button', { name: 'Poista TKT-103' }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Lisää opintojakso tai opintokokonaisuus')).toBeFocused();
  await choose(page, page.getByLabel('Lisää opintojakso tai opintokokonaisuus'), 'TKT-103');
  await choose(page, page.getByLabel('Kenelle hakemus lähetetään'), 'Hanna');

  // A part that is added has the focus, and one that is removed hands it on.
  await tabTo(page, page.getByRole('button', { name: 'Lisää osa', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Osa 2', exact: true })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Poista osa 2' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Osa 1', exact: true })).toBeFocused();

  // A point of what is missing leads to its field, and back to work.
  await expect(page.getByRole('region', { name: 'Ennen lähettämistä' })).toContainText('Mitään ei puutu');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Tarkista ja lähetä' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Lähetä hakemus' })).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Hakemus \d{4}-\d+$/ })).toBeFocused();
});
