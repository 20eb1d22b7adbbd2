import type { Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { examplePages } from './example-pages';
import { expect, test } from './scenario';

const LANGUAGES = { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' } as const;
type Language = keyof typeof LANGUAGES;

/** The keys of all texts that are nobody's words in this language: on a page each of them is a text that is missing. */
function keysThatAreNoTexts(language: Language): ReadonlySet<string> {
  const source = path.join(import.meta.dirname, '..', 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(`texts/${language}.json`),
  );
  const texts = files.map(
    (file) => JSON.parse(readFileSync(path.join(source, file), 'utf8')) as Record<string, string>,
  );
  const words = new Set(texts.flatMap((one) => Object.values(one)));
  const keys = texts.flatMap((one) => Object.keys(one).map((key) => key.replace(/_(zero|one|other)$/, '')));
  return new Set(keys.filter((key) => !words.has(key)));
}

/** Everything that the page says: its texts, also in attributes and options, and the title of the window. */
async function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) found.push(texts.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
    }
    return found.map((text) => text.trim()).filter(Boolean);
  });
}

test('W4: every page in three languages: no missing key, no open place, and the language is named', async ({
  signedIn,
  browser,
}) => {
  test.setTimeout(180_000 * Number(process.env['TIME_FACTOR'] ?? 1));
  const keys = {
    fi: keysThatAreNoTexts('fi'),
    sv: keysThatAreNoTexts('sv'),
    en: keysThatAreNoTexts('en'),
  };
  const pages = new Map<string, Page>();
  for (const { name, path: at, username } of await examplePages()) {
    await test.step(name, async () => {
      const who = username ?? '';
      const page =
        pages.get(who) ?? (username ? await signedIn(username) : await (await browser.newContext()).newPage());
      pages.set(who, page);
      await page.goto(at);
      const titles = new Set<string>();
      for (const [language, button] of Object.entries(LANGUAGES) as [Language, string][]) {
        await page.getByRole('button', { name: button }).click();
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
        const said = await saidOn(page);
        expect(
          said.filter((text) => keys[language].has(text)),
          `${name} ${language}: missing`,
        ).toEqual([]);
        expect(
          said.filter((text) => /\{\{|\{[a-z]\w*\}|\bundefined\b/.test(text)),
          `${name} ${language}: open`,
        ).toEqual([]);
        titles.add(await page.title());
      }
      expect(titles.size, `${name}: as many titles as languages`).toBe(3);
      await page.getByRole('button', { name: LANGUAGES.fi }).click();
    });
  }
  await pages.get('')?.context().close();
});
