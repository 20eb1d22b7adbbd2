import { test as base, expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { stack } from '#testing';
import { fillAsTyped } from './firefox';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What the browser itself logs of an answer that a page has asked for and shows. */
const EXPECTED = /Failed to load resource: the server responded with a status of (400|401|403|404|409|422|503)/;

interface Fixtures {
  /** A page for each person who takes part, signed in by the issuer's own page; the language is Finnish. */
  readonly signedIn: (username: string, to?: string, context?: Parameters<Browser['newContext']>[0]) => Promise<Page>;
}

interface Watched {
  readonly contexts: BrowserContext[];
  readonly pages: Page[];
  readonly complaints: string[];
}

/** A scenario ends with axe on each open page, an empty console, and no violation of the content security policy. */
export const test = base.extend<Fixtures & { watched: Watched }>({
  watched: async ({ browserName }, use) => {
    const watched: Watched = { contexts: [], pages: [], complaints: [] };
    await use(watched);
    // Playwright loses what is evaluated for as long as this over BiDi; what is accessible in Chromium is the same there.
    const judged = browserName === 'firefox' ? [] : watched.pages;
    for (const page of judged) {
      if (!page.isClosed() && page.url().startsWith(stack().gatewayUrl)) await expectAccessible(page);
    }
    expect(watched.complaints).toEqual([]);
    await Promise.all(watched.contexts.map((context) => context.close()));
  },
  page: async ({ page, watched }, use) => {
    watch(page, watched);
    await use(page);
  },
  signedIn: async ({ browser, browserName, watched }, use) => {
    await use(async (username, to = '/', options) => {
      const context = await browser.newContext(options);
      watched.contexts.push(context);
      if (browserName === 'firefox') await fillAsTyped(context);
      const page = await context.newPage();
      watch(page, watched);
      await signIn(page, username, to);
      return page;
    });
  },
});
export { expect };

function watch(page: Page, { pages, complaints }: Watched): void {
  pages.push(page);
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => {
    // Firefox tells what a policy has stopped as an error, also on the page of the issuer, which is not ours.
    if (!String(error).includes(stack().issuer)) complaints.push(String(error));
  });
}

/** Goes to a page and signs in where the issuer asks; the password of a demo person is the user name. */
export async function signIn(page: Page, username: string, to = '/'): Promise<void> {
  await page.goto(`/session/login?to=${encodeURIComponent(to)}&lang=fi`);
  await enterPassword(page, username);
  await ownMenu(page).waitFor();
}

/** The button of the person menu, which every page of somebody signed in has. */
export function ownMenu(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: /, (oma valikko|egen meny|own menu)$/ });
}

/** At the issuer's own page. */
export async function enterPassword(page: Page, username: string): Promise<void> {
  await page.getByLabel('Käyttäjätunnus').fill(username);
  await page.getByLabel('Salasana').fill(username);
  await page.getByLabel('Salasana').press('Enter');
}

/** No finding of axe at all, whichever impact. */
export async function expectAccessible(page: Page, without: readonly string[] = []): Promise<void> {
  // A page that is still loading is judged when it has come.
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
  // Not by a script element: our own policy lets none in.
  await page.evaluate(AXE);
  const found = await page.evaluate(
    async ([tags, off]) => {
      const axe = (globalThis as unknown as { axe: { run: (o: object) => Promise<{ violations: Violation[] }> } }).axe;
      interface Violation {
        readonly id: string;
        readonly impact: string;
        readonly nodes: readonly { readonly html: string }[];
      }
      const rules = Object.fromEntries((off ?? []).map((rule) => [rule, { enabled: false }]));
      const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags }, rules });
      return violations.map(
        ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
      );
    },
    [TAGS, [...without]] as const,
  );
  expect(found, `axe at ${page.url()}`).toEqual([]);
}
