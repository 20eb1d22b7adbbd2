import { setRights } from '../../apps/applications/test/rights.js';
import { retireAll } from '../../apps/recognition-bank/test/codeset.js';
import { as } from '#testing';

const APPLICATIONS = '/api/applications/v1/settings';
const MESSAGES = '/api/notifications/v1/settings';
const PREFERENCES = '/api/notifications/v1/preferences';

/** Each setting of Anna's institution, and where it is set. */
const PLACES = {
  blockedStudyRightTypes: [APPLICATIONS, APPLICATIONS],
  handlingLimitDays: [APPLICATIONS, `${APPLICATIONS}/handling-limit`],
  changeProposalDays: [APPLICATIONS, `${APPLICATIONS}/change-proposals`],
  digest: [MESSAGES, `${MESSAGES}/digest`],
  closedDays: [MESSAGES, `${MESSAGES}/closed-days`],
} as const;
type Setting = keyof typeof PLACES;
type Settings = Readonly<Record<Setting, unknown>>;

/** What an institution has set, of which a valid request of any kind may change something. */
export async function whatIsSet(): Promise<Settings> {
  const anna = await as('anna');
  const [applications, messages] = [await anna.get<object>(APPLICATIONS), await anna.get<object>(MESSAGES)];
  return { ...applications.body, ...messages.body } as Settings;
}

/** Sets it again, with the usual rights, a codeset without live keywords, and the usual preferences of these people. */
export async function setAgain(before: Settings, usernames: readonly string[]): Promise<void> {
  await setRights({});
  await retireAll();
  const anna = await as('anna');
  for (const [setting, [read, written]] of Object.entries(PLACES) as [Setting, readonly [string, string]][]) {
    const { version } = (await anna.get<{ version: number }>(read)).body;
    const { status, body } = await anna.put(written, contentOf(setting, before[setting]), {
      'if-match': `"${version}"`,
    });
    if (status !== 200) throw new Error(`${setting} is not set again: ${status} ${JSON.stringify(body)}`);
  }
  for (const username of usernames) {
    const person = await as(username);
    await person.put(`${PREFERENCES}/shortcuts`, { shortcuts: true });
    await person.put(`${PREFERENCES}/digest`, { mode: null, days: null });
  }
}

/** The digest is one thing of several fields; the others are one field each. */
function contentOf(setting: Setting, value: unknown): object {
  return setting === 'digest' ? (value as object) : { [setting]: value };
}
