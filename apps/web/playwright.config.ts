import { defineConfig } from '@playwright/test';
import { stack } from '#testing';

/** The W scenarios of pages.md 16, on the stack that STACK_FILE names; started by `npm test`. */
export default defineConfig({
  testDir: './browser',
  // What goes through every page is a command of its own (scripts/every-page.ts).
  testMatch: process.env['BROWSER_FILES'] ?? '*.browser.ts',
  outputDir: '../../.cache/browser',
  // One stack and one browser at a time: the machine has two cores, and the services want one.
  workers: 1,
  timeout: 90_000 * Number(process.env['TIME_FACTOR'] ?? 1),
  expect: { timeout: 10_000 * Number(process.env['TIME_FACTOR'] ?? 1) },
  reporter: [['list'], ['json']],
  use: {
    baseURL: stack().gatewayUrl,
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 15_000 * Number(process.env['TIME_FACTOR'] ?? 1),
    navigationTimeout: 20_000 * Number(process.env['TIME_FACTOR'] ?? 1),
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env['CHROMIUM'], args: ['--no-sandbox', '--disable-gpu'] },
  },
});
