import { as } from '#testing';
import { saved } from './application-form';
import { anOpenApplication } from './main-job';
import { expect, test } from './scenario';
import { expectNoSidewaysScrolling, VIEWS } from './views';

const APPLICATIONS = '/api/applications/v1/applications';

for (const [size, view] of Object.entries(VIEWS)) {
  test(`[R33, R34, R109, R110, D11] W13, W57: a returned part is completed, its type changed, and sent to the same handler, ${size}`, async ({
    signedIn,
  }) => {
    const { id, parts } = await anOpenApplication(4);
    const hanna = await as('hanna');
    const fields = [{ path: 'bases.0.name', code: 'UNCLEAR', note: 'Kerro myös laajuus.' }];
    const content = { reasonCodes: ['TYPE', 'EVIDENCE'], fields, message: 'Hae sisällyttämistä.' };
    await hanna.post(`${APPLICATIONS}/${id}/parts/${parts[1]?.id}/return`, content);

    const page = await signedIn('aino', '/my/applications', view);
    await expect(page.locator('[data-row]').first()).toContainText('Palautettu 1/4');
    await page.goto(`/applications/${id}`);
    await expect(page.getByText('Palautettu 1/4').first()).toBeVisible();
    const returned = page.getByRole('article', { name: /^Osa 2:/ });
    await expect(returned).toContainText('Hae sisällyttämistä.');
    await expect(returned).toContainText('Tyyppi on väärä');
    await page.getByRole('link', { name: 'Täydennä osa 2' }).click();

    // Only the returned part can be written in.
    await expect(page.getByRole('region', { name: 'Osa 1', exact: true })).toHaveCount(0);
    const part = page.getByRole('region', { name: 'Osa 2', exact: true });
    await expect(part).toContainText('Hae sisällyttämistä.');
    await expect(part.getByRole('note').filter({ hasText: 'Korjattava: On epäselvä' })).toContainText(
      'Kerro myös laajuus.',
    );
    await part.getByRole('radio', { name: /Sisällyttäminen/ }).check();
    await part.getByLabel('Työnimike / muu').fill('Scrum Master, jatko-opinnot');
    await saved(page);
    await page.getByRole('button', { name: 'Tarkista ja lähetä' }).click();
    await page.getByRole('button', { name: 'Lähetä täydennys (osa 2)' }).click();
    await expect(page.getByRole('region', { name: 'Tapahtumat' })).toContainText('Täydennys lähetettiin: osa 2');
    await expectNoSidewaysScrolling(page);

    const { body } = await hanna.get<{ parts: { type: string; handlerId: string }[] }>(`${APPLICATIONS}/${id}`);
    expect(body.parts[1]).toMatchObject({ type: 'INCLUSION', handlerId: body.parts[0]?.handlerId });
  });
}
