import { as } from '#testing';
import { addKeyword, retireKeywords } from './keywords';
import { expect, test } from './scenario';

const KEYWORDS = '/api/recognition-bank/v1/keywords';
/** A word that nothing else in this run has. */
const own = `sel${Date.now().toString(36)}`;

test.afterAll(retireKeywords);

test('[R104] [R105] W44: a keyword in three languages is offered at once; it is edited, merged, retired and restored; a handler has no page', async ({
  signedIn,
}) => {
  const page = await signedIn('anna', '/admin/keywords');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Lisää asiasana' }).click();
  await dialog.getByRole('button', { name: 'Lisää asiasana' }).click();
  await expect(dialog.getByLabel('Suomeksi')).toHaveAccessibleDescription(/Kirjoita sana suomeksi/);
  await dialog.getByLabel('Suomeksi').fill(`${own} verkot`);
  await dialog.getByLabel('Ruotsiksi').fill(`${own} nätverk`);
  await dialog.getByLabel('Englanniksi').fill(`${own} networks`);
  await dialog.getByRole('button', { name: 'Lisää asiasana' }).click();
  await expect(dialog).toHaveCount(0);
  const menu = `/api/recognition-bank/v1/keyword-menu?language=en&text=${own}%20networks`;
  const { body } = await (await as('hanna')).get<{ items: { term: string }[] }>(menu);
  expect(body.items.map(({ term }) => term)).toEqual([`${own} networks`]);

  // What has no translation comes first; one of the same term is refused in the service's words.
  await addKeyword({ fi: `${own} tietoliikenne` });
  await page.getByLabel('Sana tai koodi').fill(own);
  const rows = page.locator('[data-row]').filter({ hasText: own });
  await expect(rows.first()).toContainText(`${own} tietoliikenne`);
  await expect(rows.first()).toContainText('puuttuu');
  await rows.first().getByRole('button', { name: 'Muokkaa' }).click();
  await dialog.getByLabel('Ruotsiksi').fill(`${own.toUpperCase()}  Nätverk`);
  await dialog.getByRole('button', { name: 'Tallenna' }).click();
  await expect(dialog.getByRole('alert')).toContainText(`${own}-verkot`);

  // Another administrator has changed it meanwhile: what is typed stays, what stands is said beside it.
  const code = `${own}-tietoliikenne`;
  await (
    await as('anna')
  ).put(
    `${KEYWORDS}/${code}`,
    { terms: { fi: `${own} tietoliikenne`, sv: `${own} datakom` }, fieldsOfEducation: [] },
    { 'if-match': '"1"' },
  );
  await dialog.getByLabel('Ruotsiksi').fill(`${own} datakommunikation`);
  await dialog.getByRole('button', { name: 'Tallenna' }).click();
  await dialog.getByRole('alert').getByRole('button', { name: 'Yritä uudelleen' }).click();
  await expect(dialog.getByLabel('Ruotsiksi')).toHaveAccessibleDescription(
    new RegExp(`Nyt tallennettuna: ${own} datakom( |$)`),
  );
  await dialog.getByRole('button', { name: 'Tallenna' }).click();
  await expect(dialog).toHaveCount(0);
  const row = page.locator(`[data-row="${code}"]`);
  await expect(row).toContainText(`${own} datakommunikation`);

  await row.getByRole('button', { name: 'Yhdistä' }).click();
  await dialog.getByRole('combobox').fill(`${own} ver`);
  await dialog
    .getByRole('listbox')
    .getByRole('option', { name: `${own} verkot` })
    .click();
  await dialog.getByRole('button', { name: 'Yhdistä' }).click();
  await expect(row).toContainText(`tarkoittaa nyt: ${own}-verkot`);
  await row.getByRole('button', { name: 'Ota käyttöön' }).click();
  await dialog.getByRole('button', { name: 'Ota käyttöön' }).click();
  await expect(row).not.toContainText('pois käytöstä');
  await row.getByRole('button', { name: 'Poista käytöstä' }).click();
  await dialog.getByRole('button', { name: 'Poista käytöstä' }).click();
  await expect(row).toContainText('pois käytöstä');

  // A table: first what would come of it, then the good lines on request.
  const table = page.getByRole('region', { name: 'Taulukkona' });
  const csv = `koodi;nimi;ohjauksenala\n;${own} laivat;8\n;${own} väärä;99\n`;
  await table
    .getByLabel('Tuo taulukko:')
    .setInputFiles({ name: 'peppi.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(table).toContainText('Rivi 3: Sarakkeen fields arvo ei kelpaa.');
  await expect(page.locator(`[data-row="${own}-laivat"]`)).toHaveCount(0);
  await table.getByRole('button', { name: 'Tuo muilta riveiltä 1 asiasana' }).click();
  await expect(table).toContainText('Tuotiin 1 uutta');
  await expect(page.locator(`[data-row="${own}-laivat"]`)).toContainText('Tekniikan alat');
  const exported = page.waitForEvent('download');
  await table.getByRole('button', { name: 'Vie taulukkona' }).click();
  expect((await exported).suggestedFilename()).toBe('ahot_keywords.csv');

  const handler = await signedIn('hanna', '/admin/keywords');
  await expect(handler.getByRole('heading', { level: 1 })).toContainText('Sinulla ei ole oikeutta');
  await expect(handler.getByRole('link', { name: 'Asiasanat' })).toHaveCount(0);
  const refused = await (
    await as('hanna')
  ).post<{ code: string }>(KEYWORDS, {
    ...{ terms: { fi: `${own} ei` }, fieldsOfEducation: [] },
  });
  expect([refused.status, refused.body.code]).toEqual([403, 'keyword/role-not-allowed']);
});
