import { expect, ownMenu, test } from './scenario';

test('the heading of a page that was open before is there before the application; after signing out it is not', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/work');
  await expect(page.getByRole('heading', { level: 1, name: 'Käsittelyssäsi olevat hakemukset' })).toBeVisible();
  const release = Promise.withResolvers<void>();
  await page.route('**/assets/main-*', async (route) => {
    await release.promise;
    await route.continue();
  });
  await page.goto('/work', { waitUntil: 'commit' });
  const early = page.locator('body > [aria-hidden]').getByText('Käsittelyssäsi olevat hakemukset');
  await expect(early).toBeVisible();
  const place = await early.boundingBox();
  release.resolve();
  const heading = page.getByRole('heading', { level: 1, name: 'Käsittelyssäsi olevat hakemukset' });
  await expect(heading).toBeVisible();
  await expect(early).toHaveCount(0);
  const last = await heading.boundingBox();
  expect(Math.abs((place?.y ?? 0) - (last?.y ?? 1_000))).toBeLessThan(1);
  expect(place?.x).toBe(last?.x);
  await page.unroute('**/assets/main-*');

  await ownMenu(page).click();
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  await expect(page.getByRole('link', { name: 'Kirjaudu sisään' }).first()).toBeVisible();
  await page.goto('/help');
  expect(await page.evaluate(() => localStorage.getItem('hyvaksiluku.headings'))).not.toContain(
    'Käsittelyssäsi olevat hakemukset',
  );
});
