import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { DEMO } from '#testing/demo';
import { decidedPart } from './decided-parts';
import { aDraft, type Application, anOpenApplication } from './main-job';
import { declaredRoutes, type DeclaredRoute } from './route-table';
import { expect, test } from './scenario';

/** One person for each set of roles. */
const USERNAMES = ['aino', 'hanna', 'raija', 'anna', 'paivi', 'kaisa', 'mirja', 'tuki', 'leo', 'otso'];
const PEOPLE = USERNAMES.map((username) => {
  const accounts = [...DEMO.persons, ...DEMO.hoksUsers, ...DEMO.supportDesk, ...DEMO.operators];
  const account = accounts.find((one) => one.username === username);
  return { username, roles: account?.roles ?? [], institutionOid: account?.institutionOid ?? '' };
});
const routes = declaredRoutes().filter(({ path }) => !path.includes('$') && path !== '/signed-in');
const withId = declaredRoutes().filter(({ path }) => path.includes('$'));
const ofThings = withId.filter(({ path }) => path.startsWith('/applications/'));
/** Of these only the right is asked here: that nothing of others is seen, their own scenarios show. */
const ofOtherThings = withId.filter((route) => !ofThings.includes(route));
/** Who sees Aino's application at Hanna's desk, of which a part is approved; her draft sees nobody else (R27). */
const WHO_SEES_IT = ['aino', 'hanna', 'raija', 'anna'];
/** As the institution's file has it. */
function featuresOf(oid: string): readonly string[] {
  const file = path.join(import.meta.dirname, '..', '..', 'gateway', 'institutions', `${oid}.json`);
  if (!existsSync(file)) return [];
  const { features = [] } = JSON.parse(readFileSync(file, 'utf8')) as { features?: readonly string[] };
  return features;
}

let application: Application;
let draft: Application;

test.beforeAll(async () => {
  application = await anOpenApplication(2);
  await decidedPart(application, 1, 'APPROVED');
  draft = await aDraft();
});

/** A page about a thing is refused by role, else it shows the thing, or says that there is none. */
async function expectThing(page: Page, username: string, route: DeclaredRoute, may: boolean): Promise<void> {
  const isOfDraft = /edit|check/.test(route.path);
  const id = isOfDraft ? draft.id : application.id;
  await page.goto(route.path.replace('$id', id).replace('$partId', application.parts[1]?.id ?? ''));
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
  await expect(heading.filter({ hasText: 'Sinulla ei ole oikeutta' }), route.path).toHaveCount(may ? 0 : 1);
  if (!may) return;
  const sees = isOfDraft ? username === 'aino' : WHO_SEES_IT.includes(username);
  const none = route.path.startsWith('/support/') ? 'Tukipyyntöä ei löydy' : 'Hakemusta ei löydy';
  await expect(page.getByRole('alert').filter({ hasText: none }), route.path).toHaveCount(sees ? 0 : 1);
}

for (const { username, roles, institutionOid } of PEOPLE) {
  test(`[R145, R149] W3: every page for ${username} (${roles.join(', ')}): open, or refused by the name of the right`, async ({
    signedIn,
  }) => {
    const page = await signedIn(username, '/?lang=fi');
    await page.getByRole('button', { name: 'Suomeksi' }).click();
    const mayOpen = (route: DeclaredRoute) =>
      (route.feature === undefined || featuresOf(institutionOid).includes(route.feature)) &&
      (route.open || route.roles === undefined || route.roles.some((role) => roles.some((own) => own === role)));
    for (const route of routes) {
      await page.goto(route.path);
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading).toBeVisible();
      const may = mayOpen(route);
      await expect(heading.filter({ hasText: 'Sinulla ei ole oikeutta' }), route.path).toHaveCount(may ? 0 : 1);
      const links = page.getByRole('navigation', { name: 'Sivut' }).locator(`a[href="${route.path}"]`);
      if (!may) await expect(links, route.path).toHaveCount(0);
    }
    for (const route of ofThings) await expectThing(page, username, route, mayOpen(route));
    for (const route of ofOtherThings) {
      await page.goto(route.path.replace(/\$\w+/, 'x'));
      const refused = page.getByRole('heading', { level: 1, name: 'Sinulla ei ole oikeutta' });
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(refused, route.path).toHaveCount(mayOpen(route) ? 0 : 1);
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
