import type { Page } from '@playwright/test';
import { anOpenApplication } from './main-job';
import { expect, test } from './scenario';

test('W58: an application and a part of it on paper: whole, without navigation, each part on a page of its own', async ({
  signedIn,
}) => {
  const { id, parts } = await anOpenApplication(3);
  const page = await signedIn('hanna', `/applications/${id}`);
  await expect(page.getByRole('article')).toHaveCount(3);
  const printed = page.getByText(/^Metsälän yliopisto, tulostettu \d{1,2}\.\d{1,2}\.\d{4} klo /);
  await expect(printed).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(printed).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(3);
  for (const left of ['banner', 'navigation', 'contentinfo', 'button'] as const) {
    await expect(page.getByRole(left)).toHaveCount(0);
  }
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThanOrEqual(3);

  await page.emulateMedia({ media: 'screen' });
  await page.goto(`/applications/${id}/parts/${parts[0]?.id}`);
  await expect(page.getByRole('region', { name: 'Päätös' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Scrum Master').first()).toBeVisible();
  // Nothing to choose, to press or to follow: the paper says that nothing is decided.
  for (const left of ['banner', 'navigation', 'button', 'radio', 'link'] as const) {
    await expect(page.getByRole(left), left).toHaveCount(0);
  }
  await expect(page.getByRole('region', { name: 'Päätös' })).toHaveText(/Osa on käsittelijällään\./);
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThanOrEqual(1);
  expect(await marginBoxes(page)).toEqual(['counter(page) " / " counter(pages)']);
  await page.emulateMedia({ media: 'screen' });
});

/** What the browser itself prints at the edge of each sheet; empty in one that knows no page numbers. */
async function marginBoxes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pages = [...document.styleSheets]
      .flatMap(({ cssRules }) => [...cssRules])
      .filter((rule) => rule instanceof CSSPageRule);
    const boxes = pages.flatMap((rule) => [
      ...((rule as unknown as { cssRules?: Iterable<CSSPageRule> }).cssRules ?? []),
    ]);
    return boxes.map(({ style }) => style.getPropertyValue('content'));
  });
}

/** Page objects of a PDF, which stand in it uncompressed. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
