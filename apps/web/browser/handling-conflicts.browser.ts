import { as, type Client, database, eventually } from '#testing';
import { anOpenApplication, aReturnedApplication } from './main-job';
import { saveApproval } from './keywords';
import { expect, test } from './scenario';

const APPLICATIONS = '/api/applications/v1/applications';

test('[R33] [R109] a part goes back with reasons and a message; what is typed outlives the closed dialog', async ({
  signedIn,
}) => {
  const { id, parts } = await anOpenApplication(2);
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[1]?.id}`);
  await expect(page.getByRole('button', { name: 'Palauta osa 2 opiskelijalle' })).toBeVisible();
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: 'Palauta osa 2 opiskelijalle' });
  await dialog.getByRole('button', { name: 'Palauta osa 2 opiskelijalle' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Korjaa 2 kohtaa');
  await dialog.getByRole('checkbox', { name: 'Todistus tai muu näyttö puuttuu' }).check();
  await dialog.getByRole('checkbox', { name: /^Suorituksen tai todistuksen päivä/ }).check();
  await dialog.getByLabel('Mikä on vikana').selectOption('WRONG');
  await dialog.getByLabel('Huomautus opiskelijalle').fill('Todistuksessa on toinen päivä.');
  await dialog.getByLabel('Viesti opiskelijalle').fill('Liitä työtodistus.');
  await dialog.getByRole('button', { name: 'Sulje' }).click();
  await page.getByRole('button', { name: 'Palauta osa 2 opiskelijalle' }).click();
  await expect(dialog.getByLabel('Viesti opiskelijalle')).toHaveValue('Liitä työtodistus.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Palautettu 1/2')).toBeVisible();
  const { body } = await (
    await as('aino')
  ).get<{ parts: { state: string; returnMessage: string }[] }>(`${APPLICATIONS}/${id}`);
  const returnedFields = [{ path: 'bases.0.gainedOn', code: 'WRONG', note: 'Todistuksessa on toinen päivä.' }];
  expect(body.parts[1]).toMatchObject({ state: 'RETURNED', returnMessage: 'Liitä työtodistus.', returnedFields });
});

test('[R30] what a handler writes while the student cancels is not saved and can be copied', async ({ signedIn }) => {
  const { id, parts } = await anOpenApplication();
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}`);
  await page.getByRole('radio', { name: 'Hylkään' }).check();
  await page.getByLabel('Perustelut').fill('Sisältö ei vastaa tavoitteita.');
  expect((await (await as('aino')).post(`${APPLICATIONS}/${id}/cancel`, {})).status).toBe(200);
  const left = page.getByRole('alert').filter({ hasText: 'Osaa ei voi enää päättää' });
  await expect(left).toContainText('Sisältö ei vastaa tavoitteita.');
  await left.getByRole('button', { name: 'Poista kirjoittamani' }).click();
  await expect(left).toBeHidden();
});

test('[R30] [D5] W30: a decision awaits its confirmation while the student cancels: the refusal is shown, nothing is recorded', async ({
  signedIn,
}) => {
  const { id, parts } = await anOpenApplication();
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}`);
  await page.getByRole('radio', { name: 'Hyväksyn' }).check();
  await cameFirst(id, await as('aino'), `/${id}/cancel`, {}, async () => {
    await saveApproval(page);
    await expect(page.getByText('Vahvistetaan…')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Hyväksiluvun kirjaaminen' })).toContainText('Mitään ei kirjattu');
  });
  await expect(page.getByRole('alert')).toContainText('Päätös ei tullut voimaan');
  await expect(page.getByRole('alert')).toContainText('Opiskelija ehti peruuttaa osan');
  await expect(page.getByText('Opiskelija on peruuttanut osan.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kirjaa' })).toHaveCount(0);
});

test('[R30] [D5] W30: the refusal finds the handler who has moved on: a message with a link, and a mark on the row', async ({
  signedIn,
}) => {
  const { id, parts } = await anOpenApplication(2);
  const page = await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}?order=-submitted`);
  await page.getByRole('radio', { name: 'Hyväksyn' }).check();
  const row = page.locator(`[data-row="${id}"]`);
  const back = { reasonCodes: ['EVIDENCE'], message: 'Liitä työtodistus.' };
  await cameFirst(id, await as('hanna'), `/${id}/parts/${parts[0]?.id}/return`, back, async () => {
    await saveApproval(page);
    await expect(page.getByText('Vahvistetaan…')).toBeVisible();
    await page.getByRole('link', { name: 'Takaisin luetteloon' }).click();
    await expect(row).toContainText('Päätös osasta 1 vahvistetaan…');
  });
  const messages = page.getByRole('region', { name: 'Lyhyet viestit' });
  await expect(messages).toContainText('Päätös ei tullut voimaan: Aino Virtanen, osa 1.');
  await expect(messages).toContainText('Osa ehdittiin palauttaa opiskelijalle');
  await expect(row).toContainText('Päätös osasta 1 ei tullut voimaan');
  await messages.getByRole('link', { name: 'Avaa osa' }).click();
  await expect(page).toHaveURL(new RegExp(`/parts/${parts[0]?.id}`));
  await expect(page.getByRole('alert')).toContainText('Päätös ei tullut voimaan');
});

/** A command on the application comes first, and the decision that is made meanwhile waits behind it. */
async function cameFirst(
  id: string,
  person: Client,
  command: string,
  content: object,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const lock = await database('applications').connect();
  let first;
  try {
    await lock.query('BEGIN');
    await lock.query('SELECT FROM application WHERE id = $1 FOR UPDATE', [id]);
    // The one who waits first for the application's row gets it first.
    first = person.post(`${APPLICATIONS}${command}`, content);
    await eventually('the command waits', async () => {
      const { rowCount } = await database('applications').query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
      );
      return (rowCount ?? 0) > 0;
    });
    await meanwhile();
  } finally {
    await lock.query('ROLLBACK');
    lock.release();
  }
  expect((await first).status).toBe(200);
}

test('W31: two windows decide one part: the second one is told what stands, and what it has typed is kept', async ({
  signedIn,
}) => {
  const { id, parts } = await anOpenApplication();
  const path = `/applications/${id}/parts/${parts[0]?.id}`;
  const [one, other] = [await signedIn('hanna', path), await signedIn('hanna', path)];
  const reasons = 'Osaaminen ei vastaa opintojakson tavoitteita.';
  await other.getByRole('radio', { name: 'Hylkään' }).check();
  await other.getByLabel('Perustelut').fill(reasons);
  // What the first one decides has not come to the second one yet.
  const decided = Promise.withResolvers<void>();
  await other.route('**/api/**', async (route) => {
    if (route.request().method() === 'GET') await decided.promise;
    await route.continue();
  });

  await one.getByRole('radio', { name: 'Hyväksyn' }).check();
  await saveApproval(one);
  await expect(one.getByRole('region', { name: 'Päätös' })).toContainText('Hyväksytty');

  await other.getByRole('button', { name: 'Tallenna päätös' }).click();
  decided.resolve();
  await expect(other.getByRole('alert')).toContainText('Osasta on jo toinen päätös');
  await expect(other.getByText(reasons)).toBeVisible();
  await expect(other.getByRole('region', { name: 'Päätös' }).first()).toContainText('Hanna Korhonen');
});

test('[R33] [R45] W15: labels of a returned part in the list and at the head, as staff read them', async ({
  signedIn,
}) => {
  const { id, parts } = await aReturnedApplication(4);
  const page = await signedIn('hanna', '/work?order=-submitted');
  await expect(page.locator(`[data-row="${id}"]`)).toContainText('Palautettu 1/4');
  await page.goto(`/applications/${id}/parts/${parts[0]?.id}`);
  await expect(page.getByText('Palautettu 1/4')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Hakemuksen osat' })).toContainText('Osa 1: palautettu');
});
