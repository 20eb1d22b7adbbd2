import { DEMO } from '#testing/demo';
import { declaredRoutes } from './route-table';
import { expect, test } from './scenario';

/** One person for each set of roles. */
const PEOPLE = ['aino', 'hanna', 'raija', 'anna', 'paivi', 'tuki', 'leo'].map((username) => {
  const accounts = [...DEMO.persons, ...DEMO.hoksUsers, ...DEMO.supportDesk];
  return { username, roles: accounts.find((account) => account.username === username)?.roles ?? [] };
});
/** Those of a thing of its own answer by what they find there. */
const routes = declaredRoutes().filter(({ path }) => !path.includes('$') && path !== '/signed-in');

for (const { username, roles } of PEOPLE) {
  test(`[R145, R149] W3: every page for ${roles.join(', ')}: open, or refused by the name of the right`, async ({
    signedIn,
  }) => {
    const page = await signedIn(username);
    for (const route of routes) {
      await page.goto(route.path);
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading).toBeVisible();
      const may =
        route.open || route.roles === undefined || route.roles.some((role) => roles.some((own) => own === role));
      await expect(heading.filter({ hasText: 'Sinulla ei ole oikeutta' }), route.path).toHaveCount(may ? 0 : 1);
      const links = page.getByRole('navigation', { name: 'Sivut' }).locator(`a[href="${route.path}"]`);
      if (!may) await expect(links, route.path).toHaveCount(0);
    }
    await page.goto('/no/such/page');
    await expect(page.getByRole('heading', { name: 'Sivua ei ole' })).toBeVisible();
  });
}

test('W3: without signing in, open pages are shown and the others ask for the sign-in', async ({ page }) => {
  for (const { path, open } of routes.filter(({ path: at }) => at !== '/')) {
    await page.goto(path);
    if (open) await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    else await expect(page.getByLabel('Salasana'), path).toBeVisible();
  }
});
