import { saved } from './application-form';
import { aDraft, partOf, sent } from './main-job';
import { expect, test } from './scenario';
import { expectNoSidewaysScrolling } from './views';

const HARD = [
  '<img src=x onerror=alert(1)> <b>Scrum</b>',
  '=HYPERLINK("https://example.org")',
  'تصميم قواعد البيانات ‮Scrum',
  'Ä'.repeat(300),
];

test('[R65] W59: names with HTML, formulas, right-to-left and of 300 letters are text on every page, at 320 px too', async ({
  signedIn,
}) => {
  const { id } = await aDraft(
    ...HARD.map((name) => partOf({ bases: [{ kind: 'COMPETENCE', name, gainedOn: '2022-05-15' }] })),
  );
  const page = await signedIn('aino', `/applications/${id}/edit`, { viewport: { width: 320, height: 700 } });
  for (const [index, name] of HARD.entries()) {
    const part = page.getByRole('region', { name: `Osa ${index + 1}`, exact: true });
    await expect(part.getByLabel('Työnimike / muu')).toHaveValue(name);
  }
  // What is too long for its field is cut there, and the rest is saved.
  const first = page.getByRole('region', { name: 'Osa 1', exact: true });
  await first.getByLabel('Työnimike / muu').focus();
  await page.keyboard.insertText('x'.repeat(100_000));
  await expect(first.getByLabel('Työnimike / muu')).toHaveValue(/^[^]{300}$/);
  await saved(page);
  await first.getByLabel('Työnimike / muu').fill(HARD[0] ?? '');
  await saved(page);
  for (const path of [`/applications/${id}/check`, `/applications/${id}`, '/my/applications']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
    if (path.includes(id)) for (const name of HARD) await expect(page.getByText(name).first()).toBeVisible();
    expect(await page.locator('main img').count()).toBe(0);
    await expectNoSidewaysScrolling(page);
  }

  // And on those of staff.
  const { parts } = await sent(id);
  const hanna = await signedIn('hanna', '/work?order=-submitted', { viewport: { width: 320, height: 700 } });
  await expect(hanna.locator(`[data-row="${id}"]`)).toBeVisible();
  await expectNoSidewaysScrolling(hanna);
  for (const [index, name] of HARD.entries()) {
    await hanna.goto(`/applications/${id}/parts/${parts[index]?.id}`);
    await expect(hanna.getByRole('region', { name: 'Hakijan tiedot' }).getByText(name)).toBeVisible();
    expect(await hanna.locator('main img').count()).toBe(0);
    await expectNoSidewaysScrolling(hanna);
  }
});
