import type { Locator, Page } from '@playwright/test';
import { expect } from './scenario';

/** No page has more places to stop at on the way to the next field. */
const MOST_STOPS = 60;

/** Goes on by Tab until the element has the focus; the focus is never lost on the way. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab: ${String(target)}`);
}
