import { as } from '#testing';
import { aDraft, aSentApplication } from './main-job';
import { expect, test } from './scenario';

const APPLICATIONS = '/api/applications/v1/applications';

test('[R30, R31, R36–R38, R78, R79] W12: a sent application is cancelled, leaves the handler’s list, and is reopened with all its data', async ({
  signedIn,
}) => {
  const { id } = await aSentApplication();
  const page = await signedIn('aino', `/applications/${id}`);
  await page.getByRole('button', { name: 'Peruuta hakemus' }).click();
  const question = page.getByRole('dialog', { name: 'Peruutetaanko hakemus?' });
  await expect(question).toContainText('Voit avata sen uudelleen');
  await question.getByRole('button', { name: 'Peruuta hakemus' }).click();
  await expect(page.getByRole('article', { name: /^Osa 1:/ }).getByText('Peruutettu')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Peruuta hakemus' })).toHaveCount(0);
  // The handler finds it in no list any more, but a message about it.
  const hanna = await signedIn('hanna', '/work?order=-submitted');
  await expect(hanna.locator('[data-row]').first()).toBeVisible();
  await expect(hanna.locator(`[data-row="${id}"]`)).toHaveCount(0);
  await hanna.goto('/messages');
  const messages = hanna.getByRole('listitem').filter({ has: hanna.locator(`a[href="/applications/${id}"]`) });
  await expect(messages.filter({ hasText: 'Hyväksilukuhakemus peruutettu' })).toHaveCount(1);

  await page.getByRole('button', { name: 'Avaa uudelleen muokattavaksi' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hakemuksen luonnos' })).toBeVisible();
  await expect(page.getByLabel('Työnimike / muu')).toHaveValue('Scrum Master');
  await expect(page.getByRole('button', { name: 'Poista TKT-103' })).toBeVisible();
});

test('[R27] a draft that is deleted is gone from the list', async ({ signedIn }) => {
  const { id } = await aDraft();
  const page = await signedIn('aino', `/applications/${id}`);
  await page.getByRole('button', { name: 'Poista luonnos' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Poista luonnos' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hyväksilukuhakemukset' })).toBeVisible();
  await expect(page.locator(`a[href="/applications/${id}"]`)).toHaveCount(0);
  expect((await (await as('aino')).get(`${APPLICATIONS}/${id}`)).status).toBe(404);
});
