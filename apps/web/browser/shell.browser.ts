import { expect, test } from './scenario';

test('[R6] W1: a sign-out that does not succeed is said in a message over the page, which stays', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/work');
  const refused = { code: 'platform/unavailable', title: 'Palvelu on poissa' };
  await page.route('/session/logout', (route) => route.fulfill({ status: 503, json: refused }));
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  const message = page.getByRole('region', { name: 'Lyhyet viestit' }).getByRole('listitem');
  await expect(message).toHaveText(/Palvelu on poissa/);
  await expect(page.locator('[aria-live=polite]')).toHaveText('Palvelu on poissa');
  await message.getByRole('button', { name: 'Sulje' }).click();
  await expect(message).toHaveCount(0);
  await expect(page).toHaveURL(/\/work$/);
});
