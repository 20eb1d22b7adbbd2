import { aSentApplication } from './main-job';
import { expect, expectAccessible, ownMenu, test } from './scenario';
import { expectNoSidewaysScrolling, VIEWS } from './views';

test('[R6] W1: a sign-out that does not succeed is said in a message over the page, which stays', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/work');
  const refused = { code: 'platform/unavailable', title: 'Palvelu on poissa' };
  await page.route('/session/logout', (route) => route.fulfill({ status: 503, json: refused }));
  await ownMenu(page).click();
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  const message = page.getByRole('region', { name: 'Lyhyet viestit' }).getByRole('listitem');
  await expect(message).toHaveText(/Palvelu on poissa/);
  await expect(page.locator('[aria-live=polite]')).toHaveText('Palvelu on poissa');
  await message.getByRole('button', { name: 'Sulje' }).click();
  await expect(message).toHaveCount(0);
  await expect(page).toHaveURL(/\/work$/);
});

test('W57: the person menu by keys: who and as what, the notices, Esc gives the focus back', async ({ signedIn }) => {
  const page = await signedIn('hanna', '/messages');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const menu = ownMenu(page);
  const out = page.getByRole('button', { name: 'Kirjaudu ulos' });
  await expect(out).toBeHidden();
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('banner')).toContainText('käsittelijä');
  await expect(out).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(out).toBeHidden();
  await expect(menu).toBeFocused();
  // What is said in the menu closes it when the focus goes on to the page.
  await page.keyboard.press('Enter');
  await expect(out).toBeVisible();
  await out.focus();
  await page.keyboard.press('Tab');
  await expect(out).toBeHidden();
  await menu.click();
  await page.getByRole('banner').getByRole('link', { name: 'Tietosuoja' }).click();
  await expect(page).toHaveURL(/\/privacy$/);
  await expect(out).toBeHidden();
});

test('W57, W58: at 320 px the pages lie in a drawer, by keys, in three languages; on paper there is none of it', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/messages', VIEWS['320 px']);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  // The page itself begins in the first third of the screen.
  expect((await heading.boundingBox())?.y).toBeLessThan(233);
  const pages = page.getByRole('navigation', { name: 'Sivut' });
  await expect(pages).toBeHidden();
  const button = page.getByRole('button', { name: /^Valikko/ });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(pages).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await page.keyboard.press('Escape');
  await expect(pages).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(pages.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/work$/);
  await expect(pages).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Käsittelyssäsi olevat hakemukset' })).toBeFocused();

  await ownMenu(page).click();
  for (const [language, menu] of [
    ['På svenska', /^Meny/],
    ['In English', /^Menu/],
    ['Suomeksi', /^Valikko/],
  ] as const) {
    await page.getByRole('button', { name: language }).click();
    await expect(page.getByRole('button', { name: menu })).toBeVisible();
    await expectNoSidewaysScrolling(page);
  }
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.emulateMedia({ media: 'screen' });
  // What the open menu covers by half can be pressed once it is closed.
  await expectAccessible(page, ['target-size']);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'In English' })).toBeHidden();
});

test('GW6: an institution has its name, logo and colour on the pages; a colour that cannot be read is not used', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/messages');
  await expect(page.getByRole('banner').getByText('Metsälän yliopisto')).toBeVisible();
  const colourOf = async (primaryColour: string) => {
    await page.route('/session', async (route) => {
      const response = await route.fetch();
      const session = (await response.json()) as { institution: object };
      const institution = { ...session.institution, primaryColour, logo: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' };
      await route.fulfill({ response, json: { ...session, institution } });
    });
    await page.goto('/messages');
    const link = page.getByRole('link', { name: 'Saavutettavuus' });
    await expect(page.getByRole('banner').locator('img')).toHaveCount(1);
    return link.evaluate((element) => getComputedStyle(element).color);
  };
  expect(await colourOf('#660066')).toBe('rgb(102, 0, 102)');
  expect(await colourOf('#FFEE00')).toBe('rgb(0, 51, 204)');
});

test('Ctrl+K lists the pages, the commands of the page and the applications that are found, without the mouse', async ({
  signedIn,
}) => {
  await aSentApplication();
  const page = await signedIn('hanna', '/bank');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Komennot' });
  const field = palette.getByRole('combobox', { name: 'Mitä haluat tehdä?' });
  await expect(field).toBeFocused();
  await expect(palette.getByRole('option', { name: 'Pikanäppäimet (?)' })).toBeVisible();
  await page.keyboard.type('viestit');
  await expect(palette.getByRole('option')).toHaveText(['Siirry: Viestit']);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/messages$/);
  await expect(palette).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Viestit' })).toBeFocused();

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Virtanen');
  await expect(palette.getByRole('option', { name: /^Hakemus .+: Aino Virtanen, / }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/applications\/[0-9a-f-]+$/);
});
