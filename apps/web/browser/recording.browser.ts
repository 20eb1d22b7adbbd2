import { showAllRows } from './all-rows';
import { anApprovedPart } from './main-job';
import { expect, test } from './scenario';

test('[R24] [R106] [R108] [R113] a recorder goes through the queue: oldest first, filled in, and on to the next one', async ({
  signedIn,
}) => {
  const first = await anApprovedPart();
  const second = await anApprovedPart();
  const page = await signedIn('raija', '/work/recording');
  await expect(page.getByRole('heading', { level: 1, name: 'Kirjaamatta' })).toBeVisible();
  const rows = page.locator('[data-row]');
  // The newest is at the end.
  await showAllRows(page);
  await expect(rows.nth(-2)).toHaveAttribute('data-row', first.decisionId);
  await expect(rows.last()).toHaveAttribute('data-row', second.decisionId);
  await expect(rows.last()).toContainText('Hanna Korhonen');
  await expect(rows.last()).toContainText('alle päivä sitten');

  await rows.nth(-2).getByRole('link', { name: 'Kirjaa: Aino Virtanen' }).click();
  const recording = page.getByRole('region', { name: 'Hyväksiluvun kirjaaminen' });
  await expect(recording).toContainText('TKT-103');
  await expect(page.getByRole('radio', { name: 'Hyväksyn' })).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(new RegExp(`/parts/${second.partId}`));

  // A day outside the study right is refused at its field, and nothing is recorded.
  await recording.getByLabel('Suorituspäivä').fill('1.1.1999');
  await recording.getByRole('button', { name: 'Kirjaa' }).click();
  await expect(recording.getByRole('alert')).toContainText('Mitään ei kirjattu');
  await recording.getByLabel('Suorituspäivä').fill('');
  await recording.getByRole('button', { name: 'Kirjaa' }).click();
  await expect(recording.getByLabel('Suorituspäivä')).toHaveAccessibleDescription(/Kirjoita päivä/);
});
