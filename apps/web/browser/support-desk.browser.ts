import type { Page } from '@playwright/test';
import { changeHoks, aProposedCase, anOpenCase, statusesForProvider } from './desk';
import { expect, test } from './scenario';
import { expectNoSidewaysScrolling, VIEWS } from './views';

/** A step of the other person is on the page within two seconds, on a quiet machine. */
const SOON = { timeout: 2_000 * Number(process.env['TIME_FACTOR'] ?? 1) };
const APPROVE = 'Hyväksy ehdotus';

/** Opens a page and waits for its stream: it hears what happens from now on. */
async function listening(page: Page, path: string): Promise<Page> {
  await page.goto('about:blank');
  const heard = page.waitForResponse((response) => response.url().endsWith('/events') && response.ok());
  await page.goto(path);
  await heard;
  await expect(page.getByRole('region', { name: 'Toimet' })).toBeVisible();
  return page;
}

const head = (page: Page) => page.getByRole('heading', { level: 1 }).locator('..');
const timeline = (page: Page) => page.getByRole('region', { name: 'Tapahtumat' });

for (const size of ['1280 px', '320 px'] as const) {
  test(`[R160] [R161] [R162] [R163] [R169] W51, W57: two people settle a case by keyboard alone at ${size}, each sees the other's step live`, async ({
    signedIn,
  }) => {
    const given = await anOpenCase();
    const path = `/support/cases/${given.id}`;
    const tuki = await listening(await signedIn('tuki', '/', VIEWS[size]), path);
    const toini = await listening(await signedIn('toini', '/', VIEWS[size]), path);
    await expect(head(toini)).toContainText('Avoin');
    await expect(toini.getByText('Luonto- ja ympäristöalan perustutkinto')).toBeVisible();
    await expectNoSidewaysScrolling(toini);

    await tuki.keyboard.press('p');
    await expect(tuki.getByLabel('Perustelu, jonka hyväksyjä lukee')).toBeFocused();
    await tuki.keyboard.press('Control+Enter');
    await expect(tuki.getByLabel('Perustelu, jonka hyväksyjä lukee')).toHaveAccessibleDescription('Kirjoita syy.');
    await tuki.keyboard.type('Järjestäjä siirsi väärällä tyypillä.');
    await tuki.keyboard.press('Control+Enter');
    await expect(tuki.getByText(/^Ehdotit tätä itse .+ Toinen henkilö hyväksyy\.$/)).toBeVisible();
    await expect(tuki.getByRole('button', { name: APPROVE })).toHaveAttribute('aria-disabled', 'true');
    await tuki.keyboard.press('a');
    await expect(tuki.getByRole('dialog')).toHaveCount(0);

    await expect(head(toini)).toContainText('Ehdotettu', SOON);
    await expect(toini.getByText('Järjestäjä siirsi väärällä tyypillä.')).toBeVisible();
    await toini.keyboard.press('a');
    const dialog = toini.getByRole('dialog');
    await expect(dialog).toContainText(`Poistuu: HOKS ${given.hoksId}.`);
    await expect(dialog).toContainText('Mitätöidään: opiskeluoikeus. Syy: Väärä tyyppi.');
    await expect(dialog).toContainText('Julkaistaan muille: HOKS poistettu, opiskeluoikeus mitätöity.');
    await expectNoSidewaysScrolling(toini);
    await expect(toini.getByLabel('Oidin neljä viimeistä numeroa')).toBeFocused();
    await toini.keyboard.type(given.oid.endsWith('0000') ? '0001' : '0000');
    await toini.keyboard.press('Control+Enter');
    await expect(dialog).toContainText('Numerot eivät ole tämän opiskeluoikeuden oidin neljä viimeistä.');
    await toini.keyboard.press('Control+a');
    await toini.keyboard.type(given.oid.slice(-4));
    await toini.keyboard.press('Control+Enter');
    await expect(head(toini)).toContainText('Toteutettu');
    await expect(head(tuki)).toContainText('Toteutettu', SOON);
    await expect(tuki.getByRole('button', { name: APPROVE })).toHaveCount(0);

    for (const told of [
      ...['Ehdotus hyväksytty: Toini Salminen', 'Opiskeluoikeus mitätöity: Toini Salminen', 'HOKS poistettu: Toini'],
      ...['Ehdotus: Tuukka Kinnunen', 'Mitätöinti evätty: Päivi Heikkinen', 'Pyyntö: Päivi Heikkinen', 'HOKS luotu'],
      ...['Julkaistu muille: mitätöinti evätty', 'Julkaistu muille: opiskeluoikeus mitätöity', 'Tiedonsiirto'],
    ]) {
      await expect(timeline(tuki)).toContainText(told);
    }
    await expect(timeline(tuki)).not.toContainText('Tietoja luettu');
    await timeline(tuki).getByLabel('Näytä tapahtumista').selectOption('Lukemiset');
    await expect(timeline(tuki)).toContainText('Tietoja luettu: Toini Salminen');
    await expectNoSidewaysScrolling(tuki);
    expect(await statusesForProvider(given)).toEqual([404, 404]);
  });
}

test('[R169] W52: a HOKS that has changed since the proposal: the approval is refused, the difference shown, and it is proposed anew', async ({
  signedIn,
}) => {
  const given = await aProposedCase('tuki');
  const page = await signedIn('toini', `/support/cases/${given.id}`);
  await expect(page.getByRole('button', { name: APPROVE })).not.toHaveAttribute('aria-disabled', 'true');
  await changeHoks(given);
  await page.keyboard.press('a');
  await expect(page.getByLabel('Oidin neljä viimeistä numeroa')).toBeFocused();
  await page.keyboard.type(given.oid.slice(-4));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('on muuttunut ehdotuksen jälkeen');
  await page.keyboard.press('Escape');
  const changed = page.getByRole('region', { name: 'HOKSissa muuttunut ehdotuksen jälkeen' });
  await expect(changed).toContainText('osaamisen-hankkimisen-tarve: oli kyllä, nyt ei');
  await expect(page.getByRole('row', { name: /^HOKS/ })).toContainText('muuttunut');
  await expect(page.getByRole('button', { name: APPROVE })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Ehdota uudelleen' }).click();
  await page.getByLabel('Perustelu, jonka hyväksyjä lukee').fill('Muutos ei vaikuta asiaan.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Ehdotit tätä itse/)).toBeVisible();
  await expect(changed).toHaveCount(0);
});

test('[R169] the list says how long each case waits and for whom; a case that is not there is refused in the service’s words', async ({
  signedIn,
}) => {
  const given = await aProposedCase('toini');
  const page = await signedIn('tuki', '/support/cases?show=PROPOSED');
  const row = page.locator(`[data-row="${given.id}"]`);
  await expect(page.locator('[data-row]').first()).toBeVisible();
  while (!(await row.isVisible())) await page.getByRole('button', { name: 'Näytä lisää' }).click();
  await expect(row).toContainText('Väärä tyyppi');
  await expect(row).toContainText('Sinun hyväksyntääsi');
  await expect(row).toContainText('Tänään');
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: `Tukipyyntö …${given.oid.slice(-4)}` })).toBeVisible();
  await page.keyboard.press('r');
  await page.getByLabel('Syy, jonka koulutuksen järjestäjä lukee').fill('HOKSin voi poistaa itse.');
  await page.keyboard.press('Control+Enter');
  await expect(head(page)).toContainText('Hylätty');
  await page.goto('/support/cases/6f1b2c3d-0000-4000-8000-000000000001');
  await expect(page.getByRole('alert')).toContainText('Tukipyyntöä ei löydy');
});
