import type { BrowserContext } from '@playwright/test';

/**
 * In Firefox over BiDi, Playwright 1.65 fills a field by setting its value, which React does not hear. Typed as by a person, it does.
 * The name is that of Playwright's own function in the page.
 */
export async function fillAsTyped(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const insert = (text: string) => void document.execCommand('insertText', false, text);
    Object.defineProperty(window, '__pw_bidiInsertText', { get: () => insert, set: () => undefined });
  });
}
