import { expect, test } from './scenario';
import { chooseCourse, chooseHandler, fillCompetence, saved } from './application-form';
import { expectNoSidewaysScrolling, VIEWS } from './views';

for (const [size, view] of Object.entries(VIEWS)) {
  test(`[R3, R28, R46, R47, R52, R65–R67, R141] W5, W7, W57: a student writes four parts, is told what is missing, and sends once, ${size}`, async ({
    signedIn,
  }) => {
    const page = await signedIn('aino', '/my/applications', view);
    await expectNoSidewaysScrolling(page);
    await page.getByRole('link', { name: 'Uusi hakemus' }).click();
    await page.getByRole('button', { name: 'Aloita hakemus' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Hakemuksen luonnos' })).toBeVisible();
    const missing = page.getByRole('region', { name: 'Ennen lähettämistä' }).getByRole('listitem');
    await expect(missing).toHaveCount(4);

    // A study for a course: the points shrink as they are filled in.
    const first = page.getByRole('region', { name: 'Osa 1', exact: true });
    await first.getByRole('radio', { name: /Korvaavuus/ }).check();
    await first.getByLabel('Koulutuksen nimi').fill('Databases, Tartu');
    await first.getByLabel('Suorituspäivä').fill('12.5.22');
    await chooseCourse(first, 'TKT-103');
    await expect(first.getByLabel('Haettava laajuus')).toHaveValue('5');
    await expect(missing).toHaveCount(1);
    await expect(missing).toHaveText(/käsittelijä/i);

    // Competence for a module, an inclusion without a target, an exemption without credits.
    await page.getByRole('button', { name: 'Lisää osa', exact: true }).click();
    const second = page.getByRole('region', { name: 'Osa 2', exact: true });
    await second.getByRole('radio', { name: /Korvaavuus/ }).check();
    await fillCompetence(second, 'Tietokantakehittäjä', '2022-05-12');
    await chooseCourse(second, 'TKT-PERUS');
    await expect(second).toContainText('kaikki sen opintojaksot saavat suorituksen');
    await page.getByRole('button', { name: 'Lisää osa', exact: true }).click();
    const third = page.getByRole('region', { name: 'Osa 3', exact: true });
    await third.getByRole('radio', { name: /Sisällyttäminen/ }).check();
    await fillCompetence(third, 'Kesäopinnot', '1.7.2024');
    await third.getByLabel('Haettava laajuus').fill('2,5');
    await expect(third.getByLabel('Lisää opintojakso tai opintokokonaisuus')).toHaveCount(0);
    await page.getByRole('button', { name: 'Lisää osa', exact: true }).click();
    const fourth = page.getByRole('region', { name: 'Osa 4', exact: true });
    await fourth.getByRole('radio', { name: /Vapautus/ }).check();
    await fillCompetence(fourth, 'Varusmiespalvelus', '1.7.2020');
    await chooseCourse(fourth, 'TKT-101');

    await expectNoSidewaysScrolling(page);

    // Without a handler it is not sent, and the page says so before it is tried.
    await saved(page);
    await expect(missing).toHaveCount(1);
    await page.getByRole('button', { name: 'Tarkista ja lähetä' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Tarkista ja lähetä' })).toBeVisible();
    const send = page.getByRole('button', { name: 'Lähetä hakemus' });
    await expect(send).toBeDisabled();
    await expect(send).toHaveAccessibleDescription('Hakemuksessa on korjattavaa');
    await expectNoSidewaysScrolling(page);
    await page.getByRole('note').getByRole('link', { name: 'Muuta' }).click();
    await chooseHandler(page, 'Hanna');
    await expect(missing).toHaveCount(0);
    await page.getByRole('button', { name: 'Tarkista ja lähetä' }).click();

    // Pressed twice it is sent once.
    let sendings = 0;
    page.on('request', (request) => (sendings += request.url().endsWith('/submit') ? 1 : 0));
    await page.getByRole('button', { name: 'Lähetä hakemus' }).dblclick();
    await expect(page.getByRole('heading', { level: 1, name: /^Hakemus \d{4}-\d+$/ })).toBeVisible();
    expect(sendings).toBe(1);
    await expect(page.getByText('Lähetetty', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Tapahtumat' })).toContainText('Hakemus lähetettiin');
    await expectNoSidewaysScrolling(page);
    // On a small screen the pages lie in a drawer.
    const menu = page.getByRole('button', { name: /^Valikko/ });
    if (await menu.isVisible()) await menu.click();
    const pages = page.getByRole('navigation', { name: 'Sivut' });
    await pages.getByRole('link', { name: 'Hyväksilukuhakemukset' }).click();
    await expect(page.locator('[data-row]').first()).toContainText('Lähetetty');
  });
}
