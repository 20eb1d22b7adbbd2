import type { Page } from '@playwright/test';
import { examplePages } from './example-pages';
import { expect, expectAccessible, test } from './scenario';

const WIDTHS = [320, 1280] as const;

/** The states in which a page can be (pages.md 5.1): how the services' answers are changed for each. */
const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  full: async () => undefined,
  empty: (page) =>
    page.route(/\/api\/[a-z-]+\/v1\/[a-z-]+(\?|$)/, async (route) => {
      const answer = await route.fetch();
      const body: unknown = await answer.json().catch(() => undefined);
      const isPage = typeof body === 'object' && body !== null && 'items' in body;
      await route.fulfill({
        response: answer,
        json: isPage ? { ...body, items: [], nextCursor: null, total: 0 } : body,
      });
    }),
  away: (page) =>
    page.route('/api/**', (route) =>
      route.fulfill({
        status: 400,
        json: { code: 'test/refused', title: 'Palvelu on poissa', detail: 'Yritä myöhemmin.' },
      }),
    ),
};

// One test, because its pages are made first; each step names its page.
test('every page in every state at two widths has no finding of axe and does not scroll sideways', async ({
  signedIn,
  browser,
}) => {
  test.setTimeout(30 * 60_000);
  const findings: string[] = [];
  for (const { name, path, username } of await examplePages()) {
    for (const width of WIDTHS) {
      for (const [state, prepare] of Object.entries(STATES)) {
        await test.step(`${name} ${state} ${width}`, async () => {
          const viewport = { width, height: 800 };
          const page = username
            ? await signedIn(username, '/', { viewport })
            : await (await browser.newContext({ viewport })).newPage();
          await prepare(page);
          await page.goto(path);
          try {
            await expectAccessible(page);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            expect(wide, 'pixels too wide').toBeLessThanOrEqual(0);
          } catch (error) {
            findings.push(`${name} ${state} ${width}: ${String(error).slice(0, 600)}`);
          }
          await page.context().close();
        });
      }
    }
  }
  expect(findings).toEqual([]);
});
