import { anOpenApplication } from './main-job';
import { expect, test } from './scenario';

test('[R109] [R110] W14: the handler proposes another type, the student accepts it with one click', async ({
  signedIn,
}) => {
  const { id, parts } = await anOpenApplication(2);
  const [hanna, aino] = [
    await signedIn('hanna', `/applications/${id}/parts/${parts[0]?.id}`),
    await signedIn('aino', `/applications/${id}`),
  ];
  await hanna.getByRole('button', { name: 'Ehdota muutosta' }).click();
  const dialog = hanna.getByRole('dialog', { name: 'Ehdota muutosta osaan 1' });
  // What is applied for already is no proposal; what is typed stays.
  await dialog.getByLabel('Perustelu opiskelijalle').fill('Sisällyttäminen sopii paremmin.');
  await dialog.getByRole('button', { name: 'Lähetä ehdotus' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Ehdotus on sama kuin hakemus');
  await dialog.getByRole('radio', { name: 'Sisällyttäminen' }).check();
  await hanna.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(hanna.getByText(/^Muutosehdotus odottaa opiskelijan vastausta/)).toBeVisible();

  const part = aino.getByRole('article', { name: /^Osa 1:/ });
  await expect(part).toContainText('Käsittelijä ehdottaa: Sisällyttäminen, 5 op');
  await expect(part).toContainText('Sisällyttäminen sopii paremmin.');
  await part.getByRole('button', { name: 'Hyväksyn ehdotuksen' }).click();
  await expect(
    aino.getByRole('region', { name: 'Lyhyet viestit' }).getByText('Hyväksyit ehdotuksen. Osan käsittely jatkuu.'),
  ).toBeVisible();
  await expect(part.getByRole('button', { name: 'Hyväksyn ehdotuksen' })).toHaveCount(0);
  await expect(hanna.getByText(/^Muutosehdotus odottaa/)).toHaveCount(0);
  await expect(hanna.getByRole('region', { name: 'Päätös' })).toBeVisible();
});
