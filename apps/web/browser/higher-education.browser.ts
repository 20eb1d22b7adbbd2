import { demoPerson, studyRightOf } from '#testing/demo';
import { expect, test } from './scenario';

test('[R60, R154] study rights of higher education are read with their states, and nothing is changed there', async ({
  signedIn,
}) => {
  const page = await signedIn('anna', '/study-rights/higher-education');
  await expect(page.getByRole('heading', { level: 1, name: 'Korkeakoulujen opiskeluoikeudet' })).toBeVisible();
  await page.keyboard.press('/');
  const field = page.getByLabel('Opiskelijan tunniste');
  await expect(field).toBeFocused();
  await page.keyboard.type(demoPerson('aino').personId);
  // Other scenarios send study rights of hers too.
  const rows = page.locator('[data-row]').filter({ hasText: studyRightOf('aino') });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Aktiivinen');
  await expect(rows).toContainText('Alempi korkeakoulututkinto');
  await expect(rows).toContainText('korkeakoulu');
  await expect(rows.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('Niitä ei muuteta täällä');
  expect(page.url()).not.toContain(demoPerson('aino').personId);

  await field.fill('tuntematon');
  await expect(page.getByText('Opiskelijalla ei ole opiskeluoikeuksia')).toBeVisible();
});
