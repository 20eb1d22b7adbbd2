import { expect, test } from './scenario';

test('privacy and accessibility of an institution are read without signing in, in three languages', async ({
  page,
}) => {
  await page.goto('/privacy');
  await expect(page.getByRole('heading', { level: 1, name: 'Tietosuoja' })).toBeVisible();
  await page.getByLabel('Korkeakoulu tai oppilaitos').selectOption({ label: 'Saariston ammattikorkeakoulu' });
  await expect(page).toHaveURL(/institution=/);
  await expect(page.getByText('tietosuoja@saaristo.example').first()).toBeVisible();
  await page.getByRole('button', { name: 'På svenska' }).click();
  await expect(page.getByRole('heading', { name: 'Personuppgiftsansvarig' })).toBeVisible();
  await page.getByRole('button', { name: 'In English' }).click();
  await expect(page.getByRole('heading', { name: 'Your rights' })).toBeVisible();
});

test('the accessibility statement says its gaps, and by which day feedback is answered', async ({ signedIn }) => {
  const page = await signedIn('aino', '/accessibility');
  await expect(page.getByRole('heading', { name: 'Tunnetut puutteet' })).toBeVisible();
  // The own institution's, without being asked.
  await expect(page.getByText('saavutettavuus@metsala.example').first()).toBeVisible();
  await page.getByRole('button', { name: 'Lähetä sähköpostilla' }).click();
  await expect(page.getByLabel('Mikä ei toiminut?')).toBeFocused();
  await expect(page.getByLabel('Mikä ei toiminut?')).toHaveAccessibleDescription(/Kirjoita, mikä ei toiminut/);
  const [, day, month, year] = /viimeistään (\d+)\.(\d+)\.(\d+)/.exec(await page.locator('main').innerText()) ?? [];
  const days = (Date.UTC(Number(year), Number(month) - 1, Number(day)) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(12);
  expect(days).toBeLessThan(15);
});
