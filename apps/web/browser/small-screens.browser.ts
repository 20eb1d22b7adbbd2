import { as, eventually } from '#testing';
import { anOpenApplication } from './main-job';
import { expect, test } from './scenario';
import { expectNoSidewaysScrolling, VIEWS } from './views';

for (const size of ['320 px', '400 %'] as const) {
  test(`[R7] [R40] [R42] [R107] W57: parts are approved, recorded and rejected by keys at ${size}, without scrolling sideways`, async ({
    signedIn,
  }) => {
    const { id, parts } = await anOpenApplication(2);
    await eventually('decisions knows the application', async () => {
      const { status } = await (await as('hanna')).get(`/api/decisions/v1/cases/${id}`);
      return status === 200;
    });
    const page = await signedIn('hanna', '/work?order=-submitted', VIEWS[size]);
    const row = page.locator(`[data-row="${id}"]`);
    await expect(row).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await page.goto(`/applications/${id}/parts/${parts[0]?.id}?order=-submitted`);
    const decision = page.getByRole('region', { name: 'Päätös' });
    await expect(decision.getByRole('radio', { name: 'Hyväksyn' })).toBeVisible();
    await expectNoSidewaysScrolling(page);

    await page.keyboard.press('a');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Hakemuksen asiasanat' });
    await dialog.getByLabel('Ohjauksen ala').selectOption('7');
    await dialog.getByRole('textbox', { name: 'Hakemuksen asiasanat' }).fill('projektinhallinta');
    await expectNoSidewaysScrolling(page);
    await page.keyboard.press('Control+Enter');
    const record = page.getByRole('button', { name: 'Kirjaa' });
    await expect(record).toHaveAttribute('aria-keyshortcuts', 'Control+Enter');
    await expect(record).not.toHaveAttribute('aria-disabled', 'true');
    await expectNoSidewaysScrolling(page);
    await page.keyboard.press('Control+Enter');

    await expect(page.getByRole('heading', { level: 1, name: 'Aino Virtanen, osa 2/2' })).toBeVisible();
    await expect(decision.getByRole('radio', { name: 'Hylkään' })).toBeVisible();
    await page.keyboard.press('r');
    await page.getByLabel('Perustelut').fill('Osaaminen ei vastaa opintojakson tavoitteita.');
    await page.keyboard.press('Control+Enter');
    await eventually('both are decided', async () => {
      const { body } = await (
        await as('hanna')
      ).get<{ parts: { outcome: string }[] }>(`/api/applications/v1/applications/${id}`);
      return body.parts.map(({ outcome }) => outcome).join() === 'APPROVED,REJECTED';
    });
    await expectNoSidewaysScrolling(page);
  });
}
