import type { Browser, Page } from '@playwright/test';
import { expect } from './scenario';

type View = Parameters<Browser['newContext']>[0];

/** Sizes at which the main job is done (pages.md 5.10, 5.11). */
export const VIEWS = {
  '1280 px': { viewport: { width: 1280, height: 900 } },
  '320 px': { viewport: { width: 320, height: 700 } },
  // A window of 1280 × 1024 (WCAG 2.2, 1.4.10): so many pixels of a page are left of it.
  '400 %': { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
} as const satisfies Record<string, View>;

export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `pixels too wide: ${page.url()}`).toBeLessThanOrEqual(0);
}
