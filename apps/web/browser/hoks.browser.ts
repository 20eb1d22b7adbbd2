import type { Page } from '@playwright/test';
import { database } from '#testing';
import { aHoks, aStudyRight, aStudyRightWithHoks } from './study-right-things';
import { expect, test } from './scenario';
import { tabTo } from './tab-to';
import { expectNoSidewaysScrolling, VIEWS } from './views';

const pen = (page: Page) => page.getByRole('button', { name: 'Muokkaa HOKSia' });

test('[R158] [R159] W53: the pen is the manual recorder’s only, and only for what was entered by hand', async ({
  signedIn,
}) => {
  const byHand = await aStudyRightWithHoks('mirja');
  const sent = await aStudyRightWithHoks('paivi');
  for (const username of ['paivi', 'kaisa', 'tuki']) {
    const page = await signedIn(username, `/study-rights/${byHand.oid}/hoks`);
    await expect(page.getByText('HOKS on tallennettu käsin.')).toBeVisible();
    await expect(pen(page)).toHaveCount(0);
  }
  const mirja = await signedIn('mirja', `/study-rights/${sent.oid}/hoks`);
  await expect(mirja.getByText('Sitä muutetaan siellä.')).toBeVisible();
  await expect(pen(mirja)).toHaveCount(0);
  await mirja.goto(`/study-rights/${byHand.oid}/hoks`);
  await pen(mirja).click();
  await mirja.getByLabel('Sähköposti').fill('oppija@esimerkki.example');
  await mirja.getByRole('button', { name: 'Tallenna HOKS' }).click();
  await expect(mirja.getByRole('status').filter({ hasText: 'HOKS on tallennettu' })).toBeVisible();
  await expect(mirja.getByRole('region', { name: 'HOKSin tiedot' })).toContainText('oppija@esimerkki.example');
  // A part is added; a field that is emptied goes.
  await pen(mirja).click();
  await mirja.getByLabel('Sähköposti').fill('');
  const units = mirja.getByRole('region', { name: 'Hankittavat paikalliset tutkinnon osat' });
  await units.getByRole('button', { name: /^Lisää/ }).click();
  await units.getByLabel('Nimi').fill('Ympäristötyö');
  await units.getByLabel('Laajuus (osp)').fill('2,5');
  // A way of acquiring competence is written in the part; what it lacks is said at its fields, and the rules of eHOKS at the way.
  await units.getByRole('button', { name: 'Lisää: Osaamisen hankkimistavat' }).click();
  const way = units.getByRole('region', { name: 'Osaamisen hankkimistavat' });
  await mirja.getByRole('button', { name: 'Tallenna HOKS' }).click();
  await expect(way.getByLabel('Alkaa').first()).toHaveAccessibleDescription(/kirjaa tieto/);
  await way.getByLabel('Osaamisen hankkimistapa').selectOption({ label: 'koulutussopimus' });
  await way.getByLabel('Alkaa').first().fill('1.9.2026');
  await way.getByLabel('Päättyy').first().fill('30.10.2026');
  await way.getByLabel('Työpaikan nimi').fill('Esimerkki Oy');
  await mirja.getByRole('button', { name: 'Tallenna HOKS' }).click();
  for (const lacking of ['Lisää työpaikkajaksoon työpaikan Y-tunnus', 'Lisää osa-aikaisuustieto'])
    await expect(way).toContainText(lacking);
  await way.getByLabel('Työpaikan Y-tunnus').fill('0112038-9');
  await way.getByLabel('Osa-aikaisuus (%)').fill('80');
  await way.getByLabel('Keskeiset työtehtävät').fill('istutus\nkastelu');
  await mirja.getByRole('button', { name: 'Tallenna HOKS' }).click();
  await expect(mirja.getByRole('status').filter({ hasText: 'HOKS on tallennettu' })).toBeVisible();
  await expect(mirja.getByRole('region', { name: 'HOKSin tiedot' })).not.toContainText('oppija@esimerkki.example');
  await expect(units).toContainText('Ympäristötyö');
  await expect(units).toContainText('2,5');
  for (const text of ['koulutussopimus', 'Esimerkki Oy', '0112038-9', 'istutus, kastelu'])
    await expect(units).toContainText(text);
});

test('[R171] [R172] W53: at 320 px and by keys: the need is mandatory also for TELMA, where it starts no feedback, and the page says why', async ({
  signedIn,
}) => {
  const { oid } = await aStudyRight({ type: 'telma', qualification: '999903' });
  const page = await signedIn('mirja', `/study-rights/${oid}/hoks`, VIEWS['320 px']);
  await tabTo(page, page.getByRole('button', { name: 'Tee HOKS' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/myös VALMA-, TELMA- ja TUVA-opiskelijoille/)).toContainText('ei käynnistä');
  await tabTo(page, page.getByLabel('Ensikertainen hyväksyminen'));
  await page.keyboard.type('1.9.2026');
  await tabTo(page, page.getByRole('button', { name: 'Tallenna HOKS' }));
  await page.keyboard.press('Enter');
  const mistakes = page.getByRole('alert').filter({ hasText: 'Osaamisen hankkimisen tarve: kirjaa tieto.' });
  await expect(mistakes.first()).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await tabTo(page, page.getByRole('radio', { name: 'Kyllä' }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Tallenna HOKS' }));
  await page.keyboard.press('Enter');
  const feedback = page.getByRole('region', { name: 'Opiskelijapalaute' });
  await expect(feedback).toContainText('Palautetta ei kysytä');
  await expect(feedback).toContainText('VALMA tai TELMA');
  await expectNoSidewaysScrolling(page);
});

test('[R172] of a vocational qualification with the need feedback is asked for, and the page says when', async ({
  signedIn,
}) => {
  const { oid } = await aStudyRightWithHoks();
  const page = await signedIn('kaisa', `/study-rights/${oid}/hoks`);
  const feedback = page.getByRole('region', { name: 'Opiskelijapalaute' });
  await expect(feedback).toContainText('Palautetta kysytään');
  await expect(feedback).toContainText('Aloituskysely (1.9.2026)');
});

test('two tabs edit one HOKS: different fields come together, of the same field the person chooses, nothing typed is lost', async ({
  signedIn,
}) => {
  const { oid } = await aStudyRightWithHoks('mirja');
  const one = await signedIn('mirja', `/study-rights/${oid}/hoks`);
  const other = await one.context().newPage();
  await other.goto(`/study-rights/${oid}/hoks`);
  await pen(one).click();
  await pen(other).click();
  await one.getByLabel('Sähköposti').fill('yksi@esimerkki.example');
  await one.getByLabel('Puhelinnumero').fill('040 1');
  await one.getByRole('button', { name: 'Tallenna HOKS' }).click();
  await expect(one.getByRole('status').filter({ hasText: 'HOKS on tallennettu' })).toBeVisible();

  await other.getByLabel('Puhelinnumero').fill('040 2');
  await other.getByLabel('Urasuunnitelma').fill('urasuunnitelma_0001');
  await other.getByRole('button', { name: 'Tallenna HOKS' }).click();
  const conflict = other.getByRole('alert').filter({ hasText: 'Joku muu on muuttanut samoja kohtia' });
  await expect(conflict.getByRole('radiogroup')).toHaveCount(1);
  await conflict.getByRole('radio', { name: /Sinun/ }).check();
  await conflict.getByRole('button', { name: 'Tallenna valinnat' }).click();
  await expect(other.getByRole('status').filter({ hasText: 'HOKS on tallennettu' })).toBeVisible();
  const content = other.getByRole('region', { name: 'HOKSin tiedot' });
  for (const text of ['yksi@esimerkki.example', '040 2', 'urasuunnitelma_0001'])
    await expect(content).toContainText(text);

  // What is typed is there again after the tab was reloaded.
  await pen(other).click();
  await other.getByLabel('Puhelinnumero').fill('040 3');
  other.on('dialog', (dialog) => void dialog.accept());
  await other.reload();
  await pen(other).click();
  await expect(other.getByLabel('Puhelinnumero')).toHaveValue('040 3');
  await other.close({ runBeforeUnload: false });
});

test('[R157] a HOKS of 2 MB is read in parts, whatever it holds', async ({ signedIn }) => {
  const studyRight = await aStudyRight();
  const id = await aHoks(studyRight);
  await database('study-rights').query(
    `UPDATE hoks SET data = data || jsonb_build_object('hankittavat-ammat-tutkinnon-osat',
       (SELECT jsonb_agg(jsonb_build_object('tutkinnon-osa-koodi-uri', 'tutkinnonosat_' || n, 'uusi-kentta', repeat('x', 10000),
         'osaamisen-hankkimistavat', jsonb_build_array(jsonb_build_object('alku', '2026-09-01', 'loppu', '2026-12-01',
           'osaamisen-hankkimistapa-koodi-uri', 'osaamisenhankkimistapa_oppisopimus'))))
        FROM generate_series(1, 200) AS n)) WHERE id = $1`,
    [id],
  );
  const page = await signedIn('kaisa', `/study-rights/${studyRight.oid}/hoks`);
  const parts = page.getByRole('region', { name: 'Hankittavat ammatilliset tutkinnon osat' });
  await expect(parts).toContainText('20 / 200');
  await expect(parts).toContainText('tutkinnonosat_1');
  await expect(parts).toContainText('oppisopimus');
  await parts.getByRole('button', { name: /^Näytä lisää/ }).click();
  await expect(parts).toContainText('40 / 200');
  await expectNoSidewaysScrolling(page);
});
