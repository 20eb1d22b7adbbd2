import { aBrokenPair, anInvalidatedStudyRight, aStudyRight } from './desk';
import { expect, test } from './scenario';
import { expectNoSidewaysScrolling } from './views';

test('[R161] the desk searches by any field, invalidated study rights too; whom it looks for is not in the address', async ({
  signedIn,
}) => {
  const { oid, learner } = await anInvalidatedStudyRight();
  const { oid: other } = await aStudyRight(learner);
  const page = await signedIn('tuki', '/support/search');
  await page.getByRole('button', { name: 'Hae', exact: true }).click();
  await expect(page.getByText('Täytä ainakin yksi hakuehto.')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Opiskeluoikeuden oid')).not.toHaveValue('/');
  await page.getByLabel('Oppijan oid').fill(learner);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-row]')).toHaveCount(2);
  await expect(page.locator(`[data-row="${oid}"]`)).toContainText('Mitätöity');
  await expect(page.locator(`[data-row="${other}"]`)).toContainText('Läsnä');
  await expect(page.getByRole('link', { name: oid })).toHaveAttribute('href', `/study-rights/${oid}`);
  expect(page.url()).not.toContain(learner);
  await page.getByLabel('Tila').selectOption({ label: 'Mitätöity' });
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-row]')).toHaveCount(1);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScrolling(page);

  await page.getByLabel('Oppijan oid').fill('1.2.3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(/oid/i);
});

test('[R160] [R161] a broken pair is listed with what is wrong with it, and repaired with a reason', async ({
  signedIn,
}) => {
  const id = await aBrokenPair();
  const page = await signedIn('tuki', '/support/broken');
  const row = page.locator(`[data-row="${id}"]`);
  await expect(page.locator('[data-row]').first()).toBeVisible();
  while (!(await row.isVisible())) await page.getByRole('button', { name: 'Näytä lisää' }).click();
  await expect(row).toContainText('Opiskeluoikeutta ei tunneta');
  await row.getByRole('button', { name: `Korjaa HOKS ${id}` }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Syy, joka jää HOKSin viereen')).toHaveAccessibleDescription('Kirjoita syy.');
  await page.keyboard.type('Tuotu ilman opiskeluoikeutta.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`HOKS ${id} on poistettu.`).first()).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('[R170] [R173] W55: help is read without signing in: links, the address, the next webinars with a calendar file', async ({
  page,
}) => {
  await page.goto('/help');
  await expect(page.getByRole('link', { name: 'HOKS: kysymyksiä ja vastauksia' })).toHaveAttribute('href', /^https:/);
  await expect(page.getByRole('link', { name: /@/ })).toHaveAttribute('href', /^mailto:/);
  const webinars = page.getByRole('region', { name: 'Seuraavat webinaarit' });
  await expect(webinars.getByRole('listitem')).toHaveCount(3);
  await expect(webinars).toContainText('2 viikon välein');
  const saved = page.waitForEvent('download');
  await webinars
    .getByRole('button', { name: /^Kalenteritiedosto/ })
    .first()
    .click();
  expect((await saved).suggestedFilename()).toMatch(/^webinar-\d{4}-\d{2}-\d{2}\.ics$/);
  await page.getByRole('button', { name: 'In English' }).click();
  await expect(page.getByRole('heading', { name: 'Next webinars' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'HOKS: questions and answers' })).toBeVisible();
});
