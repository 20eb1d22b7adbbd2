import { enterPassword, expect, signIn, test } from './scenario';

const COOKIE = '__Host-hyvaksiluku';

test('[R6] W1: sign-in keeps the path of a deep link, the cookie is for the server only, sign-out ends it at the issuer', async ({
  page,
  context,
}) => {
  await page.goto('/my/applications?from=mail');
  await enterPassword(page, 'aino');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/my/applications');
  const cookie = (await context.cookies()).find(({ name }) => name === COOKIE);
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');

  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  await expect(page.getByRole('link', { name: 'Kirjaudu sisään' }).first()).toBeVisible();
  expect((await context.cookies()).some(({ name }) => name === COOKIE)).toBe(false);
  // The issuer has forgotten the person too: it asks for the password again.
  await page.goto('/my/applications');
  await expect(page.getByLabel('Salasana')).toBeVisible();
});

test('W2: a request without the token of the page is refused', async ({ page }) => {
  await signIn(page, 'aino');
  const answer = await page.evaluate(async () => {
    const { status } = await fetch('/session/stay', { method: 'POST' });
    return status;
  });
  expect(answer).toBe(403);
});
