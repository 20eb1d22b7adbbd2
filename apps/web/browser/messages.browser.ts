import { as } from '#testing';
import { aSentApplication } from './main-job';
import { expect, test } from './scenario';

const MESSAGES = '/api/notifications/v1/messages';

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
  await expect.poll(shownBesideCounted).toBe('equal');
  await message.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/applications/${id}$`));
  await page.goBack();
  await expect(message).toHaveCount(0);
  await expect.poll(shownBesideCounted).toBe('equal');
  await page.getByRole('checkbox', { name: 'Vain lukemattomat' }).uncheck();
  await expect(message).not.toContainText('Lukematon');

  /** Beside what the service counts at that moment: messages of other scenarios still arrive at her desk. */
  async function shownBesideCounted(): Promise<string> {
    const text = await navigation.getByRole('link', { name: /^Viestit/ }).innerText();
    const shown = Number(/\((\d+)\)/.exec(text)?.[1] ?? 0);
    const { body } = await (await as('hanna')).get<{ unread: number }>(`${MESSAGES}/unread`);
    return shown === body.unread ? 'equal' : `${shown} shown, ${body.unread} counted`;
  }
});

test('[R33] W17: a student reads and marks messages by keyboard, in a window of 320 px', async ({ signedIn }) => {
  const { id } = await aSentApplication();
  const page = await signedIn('aino', '/messages', { viewport: { width: 320, height: 640 } });
  const list = page.getByRole('list', { name: 'Viestit' });
  const ofApplication = list.getByRole('listitem').filter({ has: page.locator(`a[href="/applications/${id}"]`) });
  const sent = ofApplication.filter({ hasText: 'on lähetetty' });
  await expect(sent).toContainText('Lukematon');
  await sent.getByRole('button', { name: 'Merkitse luetuksi' }).focus();
  await page.keyboard.press('Enter');
  await expect(sent).not.toContainText('Lukematon');
  await page.reload();
  await expect(sent).not.toContainText('Lukematon');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
