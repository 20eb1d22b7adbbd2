import { as } from '#testing';
import { anOpenApplication, aSentApplication } from './main-job';
import { expect, test } from './scenario';

const APPLICATIONS = '/api/applications/v1/applications';

test('[R7] [R26] [R38] W15, W18: the work list in its groups stands still while others change it; what left says why', async ({
  signedIn,
}) => {
  const [changed, cancelled] = [await aSentApplication(2, 'heikki'), await aSentApplication(1, 'heikki')];
  const page = await signedIn('heikki', '/work?lang=fi');
  const row = (id: string) => page.locator(`[data-row="${id}"]`);
  const fresh = page.getByRole('rowgroup').filter({ has: page.getByRole('rowheader', { name: /^Uudet \(\d+\)$/ }) });
  await expect(fresh.locator(`[data-row="${changed.id}"]`)).toContainText('Uusi hakemus');
  await expect(row(changed.id)).toContainText('sinua alle päivän');
  await row(changed.id).getByText('+ 1 osa').click();
  await expect(row(changed.id).getByRole('listitem')).toHaveCount(2);

  await (await as('heikki')).post(`${APPLICATIONS}/${changed.id}/start-processing`, {});
  await expect(row(changed.id)).toContainText('Käsittelyssä');
  await expect(fresh.locator(`[data-row="${changed.id}"]`)).toBeVisible();

  await (await as('aino')).post(`${APPLICATIONS}/${cancelled.id}/cancel`, {});
  await expect(row(cancelled.id)).toContainText('Peruutettu');
  await expect(row(cancelled.id)).toContainText('Ei ole enää luettelossa');

  const added = await aSentApplication(1, 'heikki');
  const bar = page.getByRole('button', { name: '1 uusi hakemus – näytä' });
  await expect(bar).toBeVisible();
  await expect(row(added.id)).toHaveCount(0);
  await bar.click();
  await expect(row(added.id)).toBeVisible();
  await expect(row(cancelled.id)).toHaveCount(0);
  const others = page.getByRole('rowgroup').filter({ has: page.getByRole('rowheader', { name: /^Muut/ }) });
  await expect(others.locator(`[data-row="${changed.id}"]`)).toBeVisible();
});

test('[R25] [R152] W18: all applications that one sees, in the columns of the work list, with its filters', async ({
  signedIn,
}) => {
  const { id } = await anOpenApplication();
  const page = await signedIn('hanna', '/work/all?state=IN_PROCESS&order=-submitted');
  const row = page.locator(`[data-row="${id}"]`);
  await expect(row).toContainText('Käsittelyssä');
  await expect(row).toContainText('käsittelijää alle päivän: Hanna Korhonen');
  await page.getByText('Lisää suodattimia').click();
  await page.getByLabel('Hyväksiluvun tyyppi').selectOption('INCLUSION');
  await expect(row).toHaveCount(0);
  await page.getByLabel('Hyväksiluvun tyyppi').selectOption('SUBSTITUTION');
  await expect(row).toBeVisible();
  await expect(page).toHaveURL(/type=SUBSTITUTION/);
  await expect(page.getByLabel('Tila').getByRole('option', { name: 'Peruutettu' })).toHaveCount(0);
  await row.getByRole('link', { name: 'Avaa: Aino Virtanen' }).click();
  await expect(page).toHaveURL(new RegExp(`/applications/${id}$`));
});

test('[R38] cancelled applications are in the list of an administrator who asks for them', async ({ signedIn }) => {
  const { id } = await aSentApplication();
  await (await as('aino')).post(`${APPLICATIONS}/${id}/cancel`, {});
  const page = await signedIn('anna', '/work/all?order=-submitted');
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.locator(`[data-row="${id}"]`)).toHaveCount(0);
  await page.getByLabel('Tila').selectOption('CANCELLED');
  await expect(page.locator(`[data-row="${id}"]`)).toContainText('Peruutettu');
});
