import { as, eventually } from '#testing';
import { anOpenApplication, aSentApplication } from './main-job';
import { expect, test } from './scenario';

test.afterEach(async () => {
  await (await as('hanna')).put('/api/notifications/v1/preferences/shortcuts', { shortcuts: true });
});

test('[R7] [R40] [R99] [R107] part of W23: plain approvals without the mouse, at most six presses each; switched off, nothing fires', async ({
  signedIn,
}) => {
  const { id, parts } = await anOpenApplication(3);
  await eventually('decisions knows the application', async () => {
    const { status } = await (await as('hanna')).get(`/api/decisions/v1/cases/${id}`);
    return status === 200;
  });
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}?order=-submitted`);
  const decision = page.getByRole('region', { name: 'Päätös' });
  const record = page.getByRole('button', { name: 'Kirjaa' });
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  const heading = (number: number) => page.getByRole('heading', { level: 1, name: `Aino Virtanen, osa ${number}/3` });
  await expect(decision).toBeVisible();
  for (const number of [1, 2]) {
    await expect(heading(number)).toBeVisible();
    await expect(decision.getByRole('radio', { name: 'Hyväksyn' })).toBeVisible();
    presses = 0;
    await press('a');
    if (number === 1) {
      // What the first decision says stands in the form of the next one.
      await page.getByLabel('Ohjauksen ala').selectOption('7');
      await page.getByRole('textbox', { name: 'Hakemuksen asiasanat' }).fill('projektinhallinta');
    }
    await press('Control+Enter');
    await expect(record).toHaveAttribute('aria-keyshortcuts', 'Control+Enter');
    await expect(record).not.toHaveAttribute('aria-disabled', 'true');
    await press('Control+Enter');
    if (number === 2) expect(presses).toBeLessThanOrEqual(6);
  }
  await expect(heading(3)).toBeVisible();

  await page.keyboard.press('?');
  const kept = page.waitForResponse((response) => response.url().endsWith('/preferences/shortcuts'));
  await page.getByRole('checkbox', { name: 'Yhden näppäimen pikanäppäimet ovat käytössä' }).uncheck();
  await kept;
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect(decision.getByRole('radio', { name: 'Hylkään' })).not.toBeChecked();
});

test('[R7] [R8] W18: the rows of the work list by j, k and Enter; its filters stand in the address', async ({
  signedIn,
}) => {
  await aSentApplication();
  await anOpenApplication();
  const page = await signedIn('hanna', '/work?state=SENT&order=-submitted');
  await expect(page.getByLabel('Tila')).toHaveValue('SENT');
  await expect(page.getByRole('row').filter({ hasText: 'Uusi hakemus' }).first()).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Käsittelyssä' })).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(page.getByRole('row').nth(1).getByRole('link', { name: 'Aino Virtanen', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/applications\/.+\/parts\/.+state=SENT/);
  await expect(page.getByRole('link', { name: 'Takaisin luetteloon' })).toHaveAttribute('href', /\/work\?.*state=SENT/);
});
