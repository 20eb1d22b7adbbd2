import { anOpenApplication, aSentApplication } from './main-job';
import { expect, test } from './scenario';

test('[R4] [R5] [R6] W17: from a message to its application; the unread count follows', async ({ signedIn }) => {
  const page = await signedIn('hanna');
  await page.goto('about:blank');
  const heard = page.waitForResponse((response) => response.url().endsWith('/events') && response.ok());
  await page.goto('/messages?unread=true');
  await heard;
  const navigation = page.getByRole('navigation', { name: 'Sivut' });
  const { id } = await aSentApplication();
  const message = page.getByRole('listitem').filter({ has: page.locator(`a[href="/applications/${id}"]`) });
  await expect(message).toContainText('Aino Virtanen');
  await expect(message).toContainText('Lukematon');
  const count = await unread();
  await message.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/applications/${id}$`));
  await expect.poll(unread).toBe(count - 1);
  await page.goBack();
  await expect(message).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Vain lukemattomat' }).uncheck();
  await expect(message).not.toContainText('Lukematon');

  async function unread(): Promise<number> {
    const text = await navigation.getByRole('link', { name: /^Viestit/ }).innerText();
    return Number(/\((\d+)\)/.exec(text)?.[1] ?? 0);
  }
});

test('[R33] W17: a student reads and marks messages by keyboard, in a window of 320 px', async ({ signedIn }) => {
  await anOpenApplication();
  const page = await signedIn('aino', '/messages', { viewport: { width: 320, height: 640 } });
  const first = page.getByRole('list', { name: 'Viestit' }).getByRole('listitem').first();
  await expect(first).toContainText('Lukematon');
  await first.getByRole('button', { name: 'Merkitse luetuksi' }).focus();
  await page.keyboard.press('Enter');
  await expect(first).not.toContainText('Lukematon');
  await page.reload();
  await expect(first).not.toContainText('Lukematon');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
