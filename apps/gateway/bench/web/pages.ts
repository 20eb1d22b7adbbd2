import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import { build } from 'vite';
import { as, startOwnGateway, stack } from '#testing';
import { ROOT } from '../../../../scripts/launcher/run.js';
import { applicationsOfHanna } from './drafts.js';
import { type Figure, median } from './figure.js';

const RUNS = 10;
const ROWS = 500;
const CPU_THROTTLE = 4;
const PAGE_ROWS = 50;

/** Run in the page, whose observers Node does not know. */
const LARGEST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
    type: 'largest-contentful-paint', buffered: true,
  });
})`;
const WATCH_EVENTS = `durations = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) durations.push(duration);
}).observe({ type: 'event', durationThreshold: 16 });`;

/** What people feel: when the work list is there, and how soon it answers with many rows. */
export async function measurePages(browser: Browser, folder: string): Promise<Figure[]> {
  await applicationsOfHanna(ROWS, await as('aino'));
  const bare = await startOwnGateway({ WEB_FOLDER: await barePage(folder) });
  try {
    const context = await browser.newContext({ locale: 'fi-FI' });
    await signIn(context);
    const paints = { html: [] as number[], react: [] as number[], list: [] as number[], rows: [] as number[] };
    for (let run = 0; run < RUNS; run++) {
      paints.html.push((await opened(context, `${stack().gatewayUrl}/api`)).largestPaint);
      paints.react.push((await opened(context, `${bare.url}/`)).largestPaint);
      const list = await opened(context, `${stack().gatewayUrl}/work`, 'tbody tr');
      paints.list.push(list.largestPaint);
      paints.rows.push(list.there);
    }
    const [html, react, list] = [median(paints.html), median(paints.react), median(paints.list)];
    return [
      { what: 'Largest paint of a bare HTML page', value: html, unit: 'ms' },
      { what: 'Largest paint of a bare React page', value: react, unit: 'ms' },
      { what: 'Largest paint of the work list, bare React', value: list / react, unit: 'times', goal: 2 },
      { what: 'Largest paint of the work list, bare HTML', value: list / html, unit: 'times', goal: 5 },
      {
        what: 'First row of the work list, largest paint of bare React',
        value: median(paints.rows) / react,
        unit: 'times',
      },
      {
        what: `Slowest interaction with ${ROWS} rows, processor slowed ${CPU_THROTTLE} times`,
        ...{ value: await slowestInteraction(context), unit: 'ms', goal: 200 },
      },
    ];
  } finally {
    await bare.stop();
  }
}

async function signIn(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${stack().gatewayUrl}/session/login?to=/work&lang=fi`);
  await page.locator('input[name=username]').fill('hanna');
  await page.locator('input[name=password]').fill('hanna');
  await page.locator('input[name=password]').press('Enter');
  await page.locator('table').waitFor();
  await page.close();
}

/**
 * A new page each time: nothing is left of the one before but what a browser keeps.
 * @param last what stands on the page when it is complete
 * @returns milliseconds from the start of the navigation until the largest paint, and until the last thing is there
 */
async function opened(context: BrowserContext, url: string, last = 'h1') {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(last).first().waitFor();
  const there = await page.evaluate<number>('performance.now()');
  const largestPaint = await page.evaluate<number>(LARGEST_PAINT);
  await page.close();
  return { largestPaint, there };
}

/** Keys, sorting and writing in the filter, on a list that shows all rows. */
async function slowestInteraction(context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${stack().gatewayUrl}/work`);
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  const more = page.getByRole('button', { name: 'Näytä lisää' });
  for (let shown = await rows.count(); shown < ROWS; shown = await rows.count()) {
    await more.click();
    await rows.nth(Math.min(shown + PAGE_ROWS, ROWS) - 1).waitFor();
  }
  await page.evaluate(WATCH_EVENTS);
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: CPU_THROTTLE });
  await page.locator('body').press('Escape');
  for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key);
  await page.getByRole('searchbox').or(page.locator('input[type=text]')).first().fill('Vir');
  await page.keyboard.press('Backspace');
  const durations = await page.evaluate<number[]>('durations');
  await page.close();
  return Math.max(0, ...durations);
}

/** The smallest page that React draws, built by the same tool. @returns its folder */
async function barePage(folder: string): Promise<string> {
  const source = path.join(folder, 'bare');
  await mkdir(source, { recursive: true });
  await writeFile(
    path.join(source, 'index.html'),
    '<!doctype html><html lang="en"><title>Bare</title><div id="root"></div><script type="module" src="./main.js"></script></html>',
  );
  await writeFile(
    path.join(source, 'main.js'),
    `import { createElement } from 'react';
     import { createRoot } from 'react-dom/client';
     createRoot(document.getElementById('root')).render(createElement('h1', null, 'A page of React and nothing else'));`,
  );
  const outDir = path.join(folder, 'bare-built');
  const nodeModules = path.join(ROOT, 'node_modules');
  const alias = { react: path.join(nodeModules, 'react'), 'react-dom': path.join(nodeModules, 'react-dom') };
  await build({ root: source, configFile: false, logLevel: 'error', resolve: { alias }, build: { outDir } });
  return outDir;
}
