import { expect, test } from './scenario';

test('[R82] [R83] W32: the bank is searched, filtered, and shows no person', async ({ signedIn }) => {
  const page = await signedIn('aino', '/bank');
  await expect(page.getByRole('heading', { level: 1, name: 'Hyväksilukupankki' })).toBeVisible();
  await page.getByLabel('Tyyppi').selectOption('INCLUSION');
  await expect(page).toHaveURL(/type=INCLUSION/);
  await page.getByLabel('Tyyppi').selectOption('');
  await page.getByLabel('Osaaminen, kohde tai asiasana').fill('qqxyzzy');
  await expect(page.getByText('Hakua vastaavia hyväksilukuja ei ole')).toBeVisible();
  // What is searched for may tell of a person: it stands in no address.
  expect(page.url()).not.toContain('qqxyzzy');
  await expect(page.locator('main')).not.toContainText('Virtanen');
});
