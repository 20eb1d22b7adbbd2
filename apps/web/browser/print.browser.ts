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
  await expect(page.getByRole('button')).toHaveCount(0);
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThanOrEqual(1);
  await page.emulateMedia({ media: 'screen' });
});

/** Page objects of a PDF, which stand in it uncompressed. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
