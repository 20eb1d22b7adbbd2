import { as, eventually } from '#testing';
import { addKeyword, retireKeywords } from './keywords';
import { type Application, anOpenApplication, aSentApplication } from './main-job';
import { expect, test } from './scenario';
import { tabTo } from './tab-to';

test.afterEach(async () => {
  await (await as('hanna')).put('/api/notifications/v1/preferences/shortcuts', { shortcuts: true });
  await retireKeywords();
});

/** A plain approval takes no more presses (pages.md 1.2). */
const MOST_PRESSES = 6;
const PARTS = 20;
/** Parts that are no plain approvals. */
const REJECTED = [6, 13];
const RETURNED = [9, 20];

test('[R7] [R33] [R40] [R42] [R99] [R101] [R106] [R107] W23: 20 parts without the mouse, at most six presses for a plain approval; switched off, nothing fires', async ({
  signedIn,
}) => {
  test.setTimeout(180_000 * Number(process.env['TIME_FACTOR'] ?? 1));
  const term = `nappaimet ${Date.now()}`;
  await addKeyword({ fi: term });
  const { id } = await anOpenApplication(PARTS);
  await eventually('decisions knows the application', async () => {
    const { status } = await (await as('hanna')).get(`/api/decisions/v1/cases/${id}`);
    return status === 200;
  });
  const page = await signedIn('hanna', '/work?order=-submitted');
  const decision = page.getByRole('region', { name: 'Päätös' });
  const dialog = page.getByRole('dialog');
  const record = page.getByRole('button', { name: 'Kirjaa' });
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  await expect(page.getByRole('row').nth(1)).toHaveAttribute('data-row', id);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const counted: number[] = [];
  for (let number = 1; number <= PARTS; number++) {
    await expect(page.getByRole('heading', { level: 1, name: `Aino Virtanen, osa ${number}/${PARTS}` })).toBeVisible();
    await expect(decision.getByRole('radio', { name: 'Hyväksyn' })).toBeVisible();
    if (REJECTED.includes(number)) {
      await page.keyboard.press('r');
      await expect(decision.getByLabel('Perustelut')).toBeFocused();
      await page.keyboard.type('Osaaminen ei vastaa tavoitteita.');
      await page.keyboard.press('Control+Enter');
      await expect(decision).toContainText('Hylätty');
      await page.keyboard.press('n');
    } else if (RETURNED.includes(number)) {
      await page.keyboard.press('p');
      await tabTo(page, dialog.getByRole('checkbox').first());
      await page.keyboard.press('Space');
      await tabTo(page, dialog.getByLabel('Viesti opiskelijalle'));
      await page.keyboard.type('Liitä työtodistus.');
      await page.keyboard.press('Control+Enter');
      await expect(dialog).toHaveCount(0);
      await page.keyboard.press('n');
    } else {
      presses = 0;
      await press('a');
      await press('Control+Enter');
      await expect(dialog).toBeVisible();
      if (number === 1) {
        // The first time field and keyword are looked for; from then on the field stands there, and the keyword has its key.
        await tabTo(page, dialog.getByLabel('Ohjauksen ala'));
        for (let field = 1; field <= 7; field++) await page.keyboard.press('ArrowDown');
        await tabTo(page, dialog.getByRole('combobox', { name: 'Avainsanojen haku' }));
        await page.keyboard.type(term);
        await expect(dialog.getByRole('listbox').getByRole('option')).toHaveText([term]);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      } else {
        await expect(dialog.getByRole('checkbox', { name: `1 ${term}` })).toBeVisible();
        await press('1');
      }
      await press('Control+Enter');
      await expect(record).toHaveAttribute('aria-keyshortcuts', 'Control+Enter');
      await expect(record).not.toHaveAttribute('aria-disabled', 'true');
      await press('Control+Enter');
      if (number > 1) counted.push(presses);
    }
  }
  expect(counted).toHaveLength(PARTS - 1 - REJECTED.length - RETURNED.length);
  expect(Math.max(...counted)).toBeLessThanOrEqual(MOST_PRESSES);
  await eventually('all have come of it', async () => {
    const { body } = await (await as('hanna')).get<Application>(`/api/applications/v1/applications/${id}`);
    const states = Map.groupBy(body.parts, ({ state, outcome }) => (state === 'HANDLED' ? outcome : state));
    return (
      states.get('APPROVED')?.length === 16 &&
      states.get('REJECTED')?.length === 2 &&
      states.get('RETURNED')?.length === 2
    );
  });

  const other = await anOpenApplication();
  await page.goto(`/applications/${other.id}/parts/${other.parts[0]?.id}`);
  await expect(decision.getByRole('radio', { name: 'Hylkään' })).toBeVisible();
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
