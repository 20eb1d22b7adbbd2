import { chromium, type BrowserContext } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stack } from '#testing';
import { examplePages } from './example-pages';
import { expect, signIn, test } from './scenario';

/** The parts of Lighthouse that are used here; it is no dependency (docs/adr/0047). */
interface Lighthouse {
  default(url: string, flags: object): Promise<{ readonly lhr: Report } | undefined>;
}

interface Report {
  readonly finalDisplayedUrl: string;
  readonly runtimeError?: { readonly message: string };
  readonly categories: {
    readonly accessibility?: {
      readonly score: number | null;
      readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
    };
  };
  readonly audits: Readonly<Record<string, { readonly title: string; readonly score: number | null }>>;
}

const MINUTES = 30;

// One test, because its pages are made first; each step names its page.
test('every page has 100 for accessibility in Lighthouse', async () => {
  test.setTimeout(MINUTES * 60_000);
  const module = path.join(process.env['LIGHTHOUSE'] ?? '', 'core', 'index.js');
  const lighthouse = (await import(pathToFileURL(module).href)) as Lighthouse;
  const below: string[] = [];
  const pages = await examplePages();
  for (const username of new Set(pages.map((page) => page.username))) {
    await asPerson(username, async (port) => {
      for (const { name, path: at } of pages.filter((page) => page.username === username)) {
        await test.step(name, async () => {
          const result = await lighthouse.default(stack().gatewayUrl + at, {
            ...{ port, logLevel: 'error', onlyCategories: ['accessibility'], formFactor: 'desktop' },
            // The session is in the storage that it would empty.
            disableStorageReset: true,
            screenEmulation: { mobile: false, width: 1280, height: 900, deviceScaleFactor: 1 },
          });
          const said = result ? findingsOf(result.lhr, at) : ['no report'];
          below.push(...said.map((finding) => `${name}: ${finding}`));
        });
      }
    });
  }
  expect(below).toEqual([]);
});

/** What keeps a page from 100; empty: nothing does. */
function findingsOf({ categories: { accessibility }, audits, ...report }: Report, at: string): string[] {
  if (report.runtimeError) return [report.runtimeError.message];
  if (!report.finalDisplayedUrl.includes(at)) return [`it led to ${report.finalDisplayedUrl}`];
  if (accessibility?.score === 1) return [];
  const failed = (accessibility?.auditRefs ?? []).filter(
    ({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1,
  );
  const score = Math.round((accessibility?.score ?? 0) * 100);
  return [`${score}`, ...failed.map(({ id }) => `${id} (${audits[id]?.title})`)];
}

/** A browser in which somebody is signed in, open to Lighthouse at a port. */
async function asPerson(username: string | undefined, use: (port: number) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-lighthouse-'));
  let context: BrowserContext | undefined;
  try {
    context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env['CHROMIUM'],
      baseURL: stack().gatewayUrl,
      locale: 'fi-FI',
      args: ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'],
    });
    if (username !== undefined) await signIn(await context.newPage(), username);
    // The browser has chosen the port, and written it down.
    const [port] = (await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
    await use(Number(port));
  } finally {
    await context?.close();
    await rm(profile, { recursive: true, force: true });
  }
}
