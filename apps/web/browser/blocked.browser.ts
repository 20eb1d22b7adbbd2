import { as, type Client } from '#testing';
import { DEMO, demoPerson } from '#testing/demo';
import { expect, test } from './scenario';

const SETTINGS = '/api/applications/v1/settings';

interface Settings {
  readonly version: number;
  readonly blockedStudyRightTypes: readonly string[];
}

async function block(anna: Client, blockedStudyRightTypes: readonly string[]): Promise<readonly string[]> {
  const { body } = await anna.get<Settings>(SETTINGS);
  const { status } = await anna.put(SETTINGS, { blockedStudyRightTypes }, { 'if-match': `"${body.version}"` });
  expect(status).toBe(200);
  return body.blockedStudyRightTypes;
}

test('[R154] W11: a student of a blocked group gets no button but the reason, in the language of the page', async ({
  signedIn,
}) => {
  const { personId } = demoPerson('ville');
  const type = DEMO.studyRights.find(({ studentId }) => studentId === personId)?.virtaType;
  const anna = await as('anna');
  const before = await block(anna, [String(type)]);
  try {
    const page = await signedIn('ville', '/my/applications/new?lang=fi');
    await expect(page.getByText('Tällä opiskeluoikeudella ei haeta hyväksilukua')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Aloita hakemus' })).toHaveCount(0);
    await page.getByRole('button', { name: /svenska/i }).click();
    await expect(page.getByText('studiebyrån').first()).toBeVisible();
    // Nor in the own list, where an application would be begun.
    await page.goto('/my/applications');
    await expect(page.getByText('studiebyrån').first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Ny ansökan' })).toHaveCount(0);
  } finally {
    await block(anna, before);
  }
});
