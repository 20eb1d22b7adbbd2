import type { Locator, Page } from '@playwright/test';
import { expect } from './scenario';

/** Steps in the application form, by the words that people see. */

export async function chooseCourse(part: Locator, code: string): Promise<void> {
  await part.getByLabel('Lisää opintojakso tai opintokokonaisuus').fill(code);
  await part
    .page()
    .getByRole('option', { name: new RegExp(`^${code} `) })
    .click();
  await expect(part.getByRole('button', { name: `Poista ${code}` })).toBeVisible();
}

export async function chooseHandler(page: Page, name: string): Promise<void> {
  await page.getByLabel('Kenelle hakemus lähetetään').fill(name);
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .click();
}

export async function fillCompetence(part: Locator, name: string, day: string): Promise<void> {
  await part.getByRole('radio', { name: /Muu osaaminen/ }).check();
  await part.getByLabel('Työnimike / muu').fill(name);
  await part.getByLabel('Todistuksen päivämäärä').fill(day);
}

/** Everything that is typed is with the service. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Tallennettu \d/ })).toBeVisible();
}
