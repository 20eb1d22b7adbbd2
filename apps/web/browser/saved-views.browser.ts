import { as } from '#testing';
import { expect, test } from './scenario';
import { expectNoSidewaysScrolling } from './views';

const PREFERENCES = '/api/notifications/v1/preferences';
const SWITCH = 'Yhden näppäimen pikanäppäimet ovat käytössä';

/** Hanna has chosen nothing, whatever was run before. */
async function nothingChosen(): Promise<void> {
  const hanna = await as('hanna');
  await hanna.put(`${PREFERENCES}/shortcuts`, { shortcuts: true });
  await hanna.put(`${PREFERENCES}/digest`, { mode: null, days: null });
  const { body } = await hanna.get<{ views: { id: string }[] }>(PREFERENCES);
  for (const { id } of body.views) await hanna.delete(`${PREFERENCES}/views/${id}`);
}

test.beforeEach(nothingChosen);
test.afterEach(nothingChosen);

test('[R7] [R152] W18: filters of a list are saved as a view, chosen on another machine, renamed and deleted', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/work/all');
  await expect(page.getByRole('heading', { level: 1, name: 'Kaikki hakemukset' })).toBeVisible();
  const save = page.getByRole('button', { name: 'Tallenna näkymäksi' });
  await expect(save).toHaveCount(0);
  await page.getByLabel('Tila').selectOption('SENT');
  await save.click();
  const dialog = page.getByRole('dialog', { name: 'Tallenna näkymäksi' });
  await dialog.getByRole('button', { name: 'Tallenna näkymäksi' }).click();
  await expect(dialog.getByText('Anna näkymälle nimi.')).toBeVisible();
  await expect(dialog.getByLabel('Näkymän nimi')).toBeFocused();
  await page.keyboard.type('Uudet <b>hakemukset</b>');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  const views = page.getByRole('group', { name: 'Omat näkymät' });
  await expect(views).toBeFocused();
  await expect(views.getByLabel('Oma näkymä').getByRole('option', { selected: true })).toHaveText(
    'Uudet <b>hakemukset</b>',
  );

  // The name stands for one view of this list.
  await page.getByLabel('Tila').selectOption('IN_PROCESS');
  await save.click();
  await page.keyboard.type('UUDET <B>HAKEMUKSET</B>');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Sinulla on jo tämänniminen näkymä.')).toBeVisible();
  await page.keyboard.press('Escape');

  const elsewhere = await signedIn('hanna', '/work/all', { viewport: { width: 320, height: 700 } });
  await elsewhere.getByLabel('Oma näkymä').selectOption('Uudet <b>hakemukset</b>');
  await expect(elsewhere).toHaveURL(/\/work\/all\?state=SENT$/);
  await expect(elsewhere.getByLabel('Tila')).toHaveValue('SENT');
  await expectNoSidewaysScrolling(elsewhere);
  await elsewhere.getByRole('button', { name: 'Nimeä näkymä uudelleen' }).click();
  await elsewhere.getByLabel('Näkymän nimi').fill('Lähetetyt');
  await elsewhere.keyboard.press('Enter');
  await expect(elsewhere.getByLabel('Oma näkymä').getByRole('option', { selected: true })).toHaveText('Lähetetyt');
  await elsewhere.goto('/work');
  await expect(elsewhere.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(elsewhere.getByLabel('Oma näkymä')).toHaveCount(0);
  await elsewhere.goto('/preferences');
  await elsewhere.getByRole('link', { name: 'Lähetetyt' }).click();
  await elsewhere.getByRole('button', { name: 'Poista näkymä' }).click();
  await elsewhere.getByRole('dialog').getByRole('button', { name: 'Poista näkymä' }).click();
  await expect(elsewhere.getByLabel('Oma näkymä')).toHaveCount(0);
  await expect(elsewhere.getByLabel('Tila')).toHaveValue('SENT');
});

test('W23: shortcuts that are switched off stay off on another machine, until they are switched on', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/preferences');
  const list = page.getByRole('dialog', { name: 'Pikanäppäimet' });
  await expect(page.getByRole('checkbox', { name: SWITCH })).toBeChecked();
  await page.keyboard.press('?');
  await list.getByRole('button', { name: 'Sulje' }).click();
  await expect(list).toHaveCount(0);
  const kept = page.waitForResponse((response) => response.url().endsWith('/preferences/shortcuts') && response.ok());
  await page.getByRole('checkbox', { name: SWITCH }).uncheck();
  await kept;
  const elsewhere = await signedIn('hanna', '/preferences');
  await expect(elsewhere.getByRole('checkbox', { name: SWITCH })).not.toBeChecked();
  await elsewhere.keyboard.press('?');
  await elsewhere.keyboard.press('Control+k');
  const palette = elsewhere.getByRole('dialog', { name: 'Komennot' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expect(elsewhere.getByRole('dialog', { name: 'Pikanäppäimet' })).toHaveCount(0);
  await elsewhere.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);

  // What is not kept is not shown as kept.
  const refused = { code: 'platform/unavailable', title: 'Palvelu on poissa' };
  await elsewhere.route('**/preferences/shortcuts', (route) => route.fulfill({ status: 503, json: refused }));
  await elsewhere.getByRole('checkbox', { name: SWITCH }).click();
  await expect(elsewhere.getByRole('alert')).toContainText('Viestipalvelu ei vastaa');
  await expect(elsewhere.getByRole('checkbox', { name: SWITCH })).not.toBeChecked();
});

test('[R1] [R2] second half of W48: a handler has no digest, or has it as the institution chose; it holds at once', async ({
  signedIn,
}) => {
  const page = await signedIn('hanna', '/preferences?lang=fi');
  const digest = page.getByRole('region', { name: 'Koonti sähköpostiin' });
  const often = digest.getByRole('radiogroup', { name: 'Kuinka usein' });
  await expect(digest).toContainText(
    'Korkeakoulun valinta: joka päivä, kun jokin odottaa, kaikkina päivinä, kello 7 alkaen.',
  );
  await expect(often.getByRole('radio', { name: 'kuten korkeakoulu on valinnut' })).toBeChecked();
  await often.getByRole('radio', { name: 'kuten korkeakoulu on valinnut' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(digest.getByRole('status')).toHaveText('Tallennettu. Muutos on voimassa heti.');
  await expect(often.getByRole('radio', { name: 'ei koskaan' })).toBeChecked();
  expect((await (await as('hanna')).get(PREFERENCES)).body).toMatchObject({ digest: { mode: 'OFF', days: null } });
  await often.getByRole('radio', { name: 'kuten korkeakoulu on valinnut' }).check();
  await expect
    .poll(async () => (await (await as('hanna')).get(PREFERENCES)).body)
    .toMatchObject({
      digest: { mode: null, days: null },
    });
});
