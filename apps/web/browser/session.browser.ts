import type { Page } from '@playwright/test';
import { database, stack } from '#testing';
import { demoPerson } from '#testing/demo';
import { saved } from './application-form';
import { aDraft } from './main-job';
import { enterPassword, expect, ownMenu, signIn, test } from './scenario';

const COOKIE = '__Host-hyvaksiluku';
const NAME = 'Työnimike / muu';
const TYPED = 'Puoliksi kirjoitettu työnimi';

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

  await ownMenu(page).click();
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  await expect(page.getByRole('link', { name: 'Kirjaudu sisään' }).first()).toBeVisible();
  expect((await context.cookies()).some(({ name }) => name === COOKIE)).toBe(false);
  // The issuer has forgotten the person too: it asks for the password again.
  await page.goto('/my/applications');
  await expect(page.getByLabel('Salasana')).toBeVisible();
});

test('W2: a request without the token of the page, or from another site, is refused', async ({ page, context }) => {
  await signIn(page, 'aino');
  const answer = await page.evaluate(async () => {
    const { status } = await fetch('/session/stay', { method: 'POST' });
    return status;
  });
  expect(answer).toBe(403);

  // A form of another address of this machine: the browser sends the cookie along, and says where it comes from.
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${stack().issuer}/.well-known/openid-configuration`);
  const answered = elsewhere.waitForResponse((response) => response.url().endsWith('/session/logout'));
  await elsewhere.evaluate((action) => {
    const form = Object.assign(document.createElement('form'), { method: 'POST', action });
    document.body.append(form);
    form.submit();
  }, `${stack().gatewayUrl}/session/logout`);
  expect((await answered).status()).toBeGreaterThanOrEqual(400);
  await elsewhere.close();
  await page.reload();
  await expect(ownMenu(page)).toBeVisible();
});

test('W2: idle end over a half-written form: the same person signs in over the page and goes on where it was', async ({
  signedIn,
}) => {
  const { id } = await aDraft();
  const page = await signedIn('aino', `/applications/${id}/edit`);
  await typeAfterIdleTime(page);
  const popup = await signInOverThePage(page);
  await enterPassword(popup, 'aino');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByLabel(NAME)).toHaveValue(TYPED);
  await saved(page);
  await page.reload();
  await expect(page.getByLabel(NAME)).toHaveValue(TYPED);
});

test('W2: idle end over a half-written form: another person does not get the text, and the page says so', async ({
  signedIn,
}) => {
  const { id } = await aDraft();
  const page = await signedIn('aino', `/applications/${id}/edit`);
  await typeAfterIdleTime(page);
  const popup = await signInOverThePage(page);
  await enterPassword(popup, 'ville');
  await expect(page.getByText('Toinen henkilö kirjautui sisään.')).toBeVisible();
  await expect(page.getByText('Ville Nieminen')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Siirry aloitussivullesi' })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(TYPED);
  await page.goto(`/applications/${id}/edit`);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator('main')).not.toContainText(TYPED);
});

/** Nobody does anything for longer than a session lasts idle; then the person writes on. */
async function typeAfterIdleTime(page: Page): Promise<void> {
  await expect(page.getByLabel(NAME)).toHaveValue('Scrum Master');
  const sql = `UPDATE session SET last_used_at = last_used_at - interval '1 day' WHERE person_id = $1`;
  await database('gateway').query(sql, [demoPerson('aino').personId]);
  await page.getByLabel(NAME).fill(TYPED);
  const over = page.getByRole('dialog', { name: 'Istunto on päättynyt' });
  await expect(over).toContainText('Aino Virtanen, kirjoittamasi on tallessa tällä sivulla.');
}

/** The issuer asks for a password, as after a day. */
async function signInOverThePage(page: Page): Promise<Page> {
  await page.context().clearCookies({ name: /^_session/ });
  const opened = page.waitForEvent('popup');
  await page.getByRole('dialog').getByRole('button', { name: 'Kirjaudu uudelleen' }).click();
  return opened;
}
