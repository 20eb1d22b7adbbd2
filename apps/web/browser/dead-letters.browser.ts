import { randomUUID } from 'node:crypto';
import { as, database, eventually, publish } from '#testing';
import { expect, test } from './scenario';

/** An institution of these tests alone: what is given up here for good is missing nowhere else. */
const GIVEN_UP = '1.2.246.562.10.90000000009';
const NAMES = /Ronja|Ryövärintytär/;

/** A fault in the database of applications for one person, as a bug would be. */
const FAULT = (personId: string) => `
  CREATE FUNCTION w56_break_person() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.person_id = '${personId}' THEN RAISE EXCEPTION 'broken'; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER w56_break_person BEFORE INSERT ON person_copy FOR EACH ROW EXECUTE FUNCTION w56_break_person();`;
const REPAIR = `DROP TRIGGER IF EXISTS w56_break_person ON person_copy; DROP FUNCTION IF EXISTS w56_break_person;`;

const applications = (sql: string) => database('applications').query(sql);
test.beforeEach(() => applications(REPAIR).then(() => undefined));
test.afterEach(() => applications(REPAIR).then(() => undefined));

/** Two versions of a person that the service fails at: a letter of the bug, and one that waits behind it. */
async function twoLetters(): Promise<string> {
  const personId = randomUUID();
  await applications(FAULT(personId));
  for (const version of [1, 2]) {
    const person = {
      ...{ institutionOid: GIVEN_UP, version, personId, firstName: 'Ronja', lastName: 'Ryövärintytär' },
      ...{ email: 'ronja@metsala.example', language: 'fi' as const, roles: ['STUDENT' as const], programmeCodes: [] },
    };
    await publish('university.person-published.v1', personId, GIVEN_UP, person, { id: `${personId}/v${version}` });
  }
  const otso = await as('otso');
  await eventually('two letters', async () => {
    const path = `/api/applications/v1/dead-letters?key=${personId}`;
    return (await otso.get<{ items: readonly object[] }>(path)).body.items.length === 2;
  });
  return personId;
}

test('W56: an operator looks at a dead letter, opens it with a reason, and replays its key in order; no name is seen', async ({
  signedIn,
}) => {
  const key = await twoLetters();
  const page = await signedIn('otso');
  await expect(page.getByRole('heading', { level: 1, name: 'Käsittelemättä jääneet viestit' })).toBeVisible();
  await page.getByLabel('Palvelu').selectOption({ label: 'Hakemukset' });
  await page.getByLabel('Avain').fill(key);
  const list = page.getByRole('region', { name: 'Viestit' });
  const rows = list.locator('[data-row]');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Virhe ohjelmassa');
  await expect(rows.last()).toContainText('Odotti aiempaa viestiä');
  await expect(rows.last()).toContainText('pysäköity');

  // The younger letter is refused, in the service's words, and stays.
  await rows.last().getByRole('link').click();
  const letter = page.getByRole('region', { name: /^Viesti applications-\d+$/ });
  await letter.getByRole('button', { name: 'Käsittele uudelleen' }).click();
  await expect(letter.getByRole('alert')).toContainText('Käsittele ensin viesti');

  // What it holds needs a reason.
  await letter.getByRole('button', { name: 'Avaa sisältö' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Avaa sisältö' }).click();
  await expect(dialog.getByLabel('Miksi se on luettava')).toHaveAccessibleDescription(/vähintään 3 merkkiä/);
  await dialog.getByLabel('Miksi se on luettava').fill('Tiketti 4711');
  await dialog.getByRole('button', { name: 'Avaa sisältö' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(letter.getByLabel('Sisältö')).toContainText(`"personId": "${key}"`);
  await expect(page.locator('body')).not.toContainText(NAMES);
  const id = /applications-(\d+)/.exec((await letter.getByRole('heading').first().textContent()) ?? '')?.[1];
  const { rows: audited } = await database('applications').query<{ reason: string }>(
    `SELECT details->>'reason' AS reason FROM audit_event WHERE action = 'open-dead-letter' AND target_id = $1`,
    [id],
  );
  expect(audited).toEqual([{ reason: 'Tiketti 4711' }]);

  // The cause is gone.
  await applications(REPAIR);
  await letter.getByRole('button', { name: 'Käsittele avaimen viestit järjestyksessä' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'Avaimen viestejä käsiteltiin uudelleen: 2.' }),
  ).toBeVisible();
  await expect(letter).toContainText('Käsitelty uudelleen');
  await expect(rows).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(NAMES);
});

test('W56: letters of one cause are discarded together, with a reason, by keyboard alone', async ({ signedIn }) => {
  const key = await twoLetters();
  const page = await signedIn('otso', `/operations/dead-letters?service=applications&key=${key}`);
  const group = page.getByRole('region', { name: 'Syittäin' }).locator('[data-row]').filter({ hasText: 'P0001' });
  await expect(group).toHaveCount(1);
  await group.getByRole('button', { name: 'Hylkää ryhmä' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Miksi se hylätään').focus();
  await page.keyboard.type('Lähettäjä perui ne');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Hylättiin:' })).toBeVisible();
  await expect(group).toHaveCount(0);

  // The one that waited behind is open still.
  const rows = page.getByRole('region', { name: 'Viestit' }).locator('[data-row]');
  await expect(rows).toHaveCount(1);
  await rows.getByRole('link').click();
  await page.getByRole('button', { name: 'Hylkää viesti' }).click();
  await dialog.getByLabel('Miksi se hylätään').fill('Lähettäjä perui sen');
  await dialog.getByRole('button', { name: 'Hylkää viesti' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'hylättiin' })).toBeVisible();
  await expect(rows).toHaveCount(0);
});
