import { type Page } from '@playwright/test';
import { expect } from './scenario';

/** Shows all rows of a list: what is new comes at the end of one that begins with the oldest. */
export async function showAllRows(page: Page): Promise<void> {
  const rows = page.locator('[data-row]');
  await expect(rows.first()).toBeVisible();
  const more = page.getByRole('button', { name: 'Näytä lisää' });
  while (await more.isVisible()) {
    const shown = await rows.count();
    await more.click();
    await expect.poll(() => rows.count()).toBeGreaterThan(shown);
  }
}
