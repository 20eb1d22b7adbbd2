import { database } from '#testing';
import { expect, test } from './scenario';

const TOPIC = 'w56.stuck.v1';
const FORGET = `DELETE FROM stuck_partition WHERE topic = '${TOPIC}'`;
const notifications = (sql: string) => database('notifications').query<{ state: string; reason: string }>(sql);

test.beforeEach(() => notifications(FORGET).then(() => undefined));
test.afterEach(() => notifications(FORGET).then(() => undefined));

test('W56: an operator sees how each service is, and decides to go on behind records that cannot be read', async ({
  signedIn,
}) => {
  // As a consumer records what it cannot read; no consumer has this topic, so that nothing else changes.
  await notifications(
    `INSERT INTO stuck_partition (consumer, topic, topic_partition, from_offset, batch_time, to_offset, reason, found_at, last_tried_at)
     VALUES ('notifications', '${TOPIC}', 2, 40, 1796000000000, 42, 'the batch has a wrong checksum', now(), now())`,
  );
  const page = await signedIn('otso', '/operations/health');
  await expect(page.getByRole('heading', { level: 1, name: 'Palvelujen tila' })).toBeVisible();
  for (const name of ['Hakemukset', 'Päätökset', 'Hyväksilukupankki', 'Ilmoitukset', 'Opiskeluoikeudet']) {
    const service = page.getByRole('region', { name });
    await expect(service).toContainText('database: toimii');
    await expect(service).toContainText('consumer: toimii');
    await expect(service).toContainText(/odottaa \d+, vanhin \d+ s, sivuun pantu \d+/);
    await expect(service.getByRole('link', { name: /avoimia \d+, pysäköityjä avaimia \d+/ })).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'Ilmoitukset' })).toContainText('send-mail');

  const row = page
    .getByRole('region', { name: 'Jumissa olevat osiot' })
    .locator('[data-row]')
    .filter({ hasText: TOPIC });
  await expect(row).toContainText('kohdat 40–42');
  await row.getByRole('button', { name: 'Ohita tietueet' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Miksi ne ohitetaan').fill('Lähettäjä lähettää ne uudelleen');
  await dialog.getByRole('button', { name: 'Ohita tietueet' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText('ohitetaan');
  const { rows } = await notifications(
    `SELECT state, decided_reason AS reason FROM stuck_partition WHERE topic = '${TOPIC}'`,
  );
  expect(rows).toEqual([{ state: 'to-be-stepped-over', reason: 'Lähettäjä lähettää ne uudelleen' }]);
});
