import { defineConfig } from '@playwright/test';
import path from 'node:path';
import chromium from './playwright.config';

/** The same scenarios in the Firefox that FIREFOX names: a stock one, over WebDriver BiDi (`npm run test:firefox`). */
export default defineConfig({
  ...chromium,
  // Each step takes longer over BiDi.
  timeout: 3 * (chromium.timeout ?? 0),
  use: {
    ...chromium.use,
    browserName: 'firefox',
    channel: 'moz-firefox',
    launchOptions: { executablePath: path.resolve('scripts', 'launcher', 'firefox-for-playwright.mjs') },
  },
});
