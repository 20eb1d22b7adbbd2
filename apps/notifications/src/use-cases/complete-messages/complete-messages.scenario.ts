import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { EventBodies } from '#contracts';
import { database, eventually, publish } from '#testing';
import { AINO_TO_HANNA, desk, deskWith, mailsAbout, publishSubmitted } from '../../../test/published-events.js';

type Person = EventBodies['university.person-published.v1'];

const { institutionOid } = AINO_TO_HANNA;

async function publishPerson(personId: string, differences: Partial<Person> = {}): Promise<void> {
  await publish('university.person-published.v1', personId, institutionOid, {
    institutionOid,
    version: 1,
    personId,
    firstName: 'Matti',
    lastName: 'Myöhäinen',
    email: null,
    language: 'fi',
    roles: ['STUDENT'],
    programmeCodes: [],
    ...differences,
  });
}

async function states(applicationId: string): Promise<string[]> {
  const { rows } = await database('notifications').query<{ state: string }>(
    'SELECT state FROM message WHERE application_id = $1 ORDER BY state',
    [applicationId],
  );
  return rows.map(({ state }) => state);
}

describe('an event that names somebody not yet published', () => {
  it('[R5] is kept: the handler gets the message, with the name, when the student arrives', async () => {
    const applicationId = randomUUID();
    const studentId = randomUUID();
    await publishSubmitted({ ...AINO_TO_HANNA, studentId }, applicationId);
    await eventually('three pending messages', async () => (await states(applicationId)).length === 3);
    expect(await states(applicationId)).toEqual(['PENDING', 'PENDING', 'PENDING']);
    expect(await desk('hanna', applicationId)).toEqual([]);

    await publishPerson(studentId);
    const messages = await deskWith('hanna', applicationId);
    expect(messages.map(({ subject }) => subject)).toEqual(['Hyväksilukuhakemus opiskelijalta: Matti Myöhäinen']);
    const mail = await eventually('the e-mail', async () => (await mailsAbout(applicationId))[0]);
    expect(mail.subject).toBe('Hyväksilukuhakemus opiskelijalta: Matti Myöhäinen');
  });

  it('is kept for an unknown handler too; without an address there is no e-mail', async () => {
    const applicationId = randomUUID();
    const handlerId = randomUUID();
    await publishSubmitted({ ...AINO_TO_HANNA, handlerId }, applicationId);
    await eventually('two pending messages', async () => {
      const pending = (await states(applicationId)).filter((state) => state === 'PENDING');
      return pending.length === 2;
    });
    await publishPerson(handlerId, { roles: ['HANDLER'] });
    await eventually('nothing is pending', async () => !(await states(applicationId)).includes('PENDING'));
    expect(await states(applicationId)).toEqual(['DELIVERED', 'DELIVERED', 'SKIPPED']);
  });

  it('a changed name shows at the next reading, an older version that comes late does not', async () => {
    const applicationId = randomUUID();
    const studentId = randomUUID();
    await publishPerson(studentId, { version: 2, lastName: 'Uusi' });
    await publishPerson(studentId, { version: 1, lastName: 'Vanha' });
    await publishPerson(studentId, { version: 3, firstName: 'Maija', lastName: 'Uusi' });
    await publishSubmitted({ ...AINO_TO_HANNA, studentId }, applicationId);
    const [message] = await eventually('the newest name', async () => {
      const messages = await desk('hanna', applicationId);
      return messages[0]?.subject.includes('Maija') && messages;
    });
    expect(message?.subject).toBe('Hyväksilukuhakemus opiskelijalta: Maija Uusi');
  });
});
