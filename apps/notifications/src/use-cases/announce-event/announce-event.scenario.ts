import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { database, eventually, publish, readTopic, stack, topicMessages } from '#testing';
import { demoPerson } from '#testing/demo';
import {
  AINO_TO_HANNA,
  cancelled,
  desk,
  deskWith,
  mailsAbout,
  publishSubmitted,
  recorded,
} from '../../../test/published-events.js';

const HANDLER_TEMPLATE = 'notification.application.submitted.handler';
const CANCELLED = 'notification.proposition.cancelled';

describe('an application has been sent', () => {
  it('[R4] [R5] [R6] the handler has one desk message with the subject and a link to the application', async () => {
    const applicationId = randomUUID();
    await publishSubmitted(AINO_TO_HANNA, applicationId);
    const messages = await deskWith('hanna', applicationId);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      template: HANDLER_TEMPLATE,
      language: 'fi',
      subject: 'Hyväksilukuhakemus opiskelijalta: Aino Virtanen',
      link: `${stack().gatewayUrl}/applications/${applicationId}`,
      linkText: 'Siirry hakemukseen',
      readAt: null,
    });
  });

  it('[R4] [R5] [R6] the handler gets the same by e-mail where the institution wants it', async () => {
    const applicationId = randomUUID();
    await publishSubmitted(AINO_TO_HANNA, applicationId);
    const mail = await eventually('the e-mail', async () => (await mailsAbout(applicationId))[0]);
    expect(mail.subject).toBe('Hyväksilukuhakemus opiskelijalta: Aino Virtanen');
    expect(mail.to.map(({ address }) => address)).toEqual([demoPerson('hanna').email]);
    expect(mail.text).toContain(`${stack().gatewayUrl}/applications/${applicationId}`);
    expect(mail.html).toContain('Siirry hakemukseen');
  });

  it('[D7] the student has a receipt', async () => {
    const applicationId = randomUUID();
    await publishSubmitted(AINO_TO_HANNA, applicationId);
    const [receipt] = await deskWith('aino', applicationId);
    expect(receipt?.subject).toBe('Hyväksilukuhakemuksesi on lähetetty');
  });

  it.each([
    ['heikki', 'RPL application from student: Aino Virtanen'],
    ['hanna', 'Hyväksilukuhakemus opiskelijalta: Aino Virtanen'],
  ])('[R5] %s reads it in the own language: "%s"', async (username, subject) => {
    const applicationId = randomUUID();
    await publishSubmitted({ ...AINO_TO_HANNA, handlerId: demoPerson(username).personId }, applicationId);
    expect((await deskWith(username, applicationId))[0]?.subject).toBe(subject);
  });

  it('where the institution does not want e-mail, none is sent and the desk message is there, in Swedish', async () => {
    const applicationId = randomUUID();
    const { institutionOid, personId: handlerId } = demoPerson('olga');
    await publishSubmitted({ institutionOid, handlerId, studentId: demoPerson('oskar').personId }, applicationId);
    const [message] = await deskWith('olga', applicationId);
    expect(message?.subject).toBe('Ansökan om tillgodoräknande från studerande: Oskar Lindqvist');
    const { rows } = await database('notifications').query(
      `SELECT state, reason FROM message WHERE application_id = $1 AND channel = 'EMAIL'`,
      [applicationId],
    );
    expect(rows).toEqual([{ state: 'SKIPPED', reason: 'EMAIL_OFF' }]);
  });

  it('[R4] however often the event comes, there is one message per channel and one e-mail', async () => {
    const applicationId = randomUUID();
    const eventId = randomUUID();
    await publishSubmitted(AINO_TO_HANNA, applicationId, eventId);
    await publishSubmitted(AINO_TO_HANNA, applicationId, eventId);
    await publish(
      'applications.application-cancelled.v1',
      applicationId,
      AINO_TO_HANNA.institutionOid,
      cancelled(AINO_TO_HANNA, applicationId, [AINO_TO_HANNA.handlerId]),
    );
    // Same key, hence same partition: when the cancellation is on the desk, both copies have been taken in.
    expect(await deskWith('hanna', applicationId, 2)).toHaveLength(2);
    await eventually('the e-mail', async () => (await mailsAbout(applicationId)).length > 0);
    const { rows } = await database('notifications').query(
      `SELECT channel, count(*)::int AS messages FROM message WHERE application_id = $1 AND template = $2
        GROUP BY channel ORDER BY channel`,
      [applicationId, HANDLER_TEMPLATE],
    );
    expect(rows).toEqual([
      { channel: 'DESK', messages: 1 },
      { channel: 'EMAIL', messages: 1 },
    ]);
  });

  it('publishes each delivery without naming the addressee', async () => {
    const applicationId = randomUUID();
    await publishSubmitted(AINO_TO_HANNA, applicationId);
    for (const channel of ['DESK', 'EMAIL']) {
      const delivered = await readTopic<Record<string, string>>(
        'notifications.message.v1',
        ({ body }) => body['applicationId'] === applicationId && body['channel'] === channel,
      );
      expect(Object.keys(delivered.body).sort()).toEqual([
        'applicationId',
        'channel',
        'institutionOid',
        'messageId',
        'template',
      ]);
    }
    const everything = JSON.stringify(await topicMessages('notifications.message.v1'));
    for (const { email, lastName, personId } of [demoPerson('aino'), demoPerson('hanna')]) {
      for (const secret of [email, lastName, personId]) expect(everything).not.toContain(secret);
    }
  });
});

describe('an application has been cancelled', () => {
  it('[R31] [R79] [R80] each current handler has one desk message and no e-mail', async () => {
    const applicationId = randomUUID();
    const handlerIds = [demoPerson('hanna').personId, demoPerson('heikki').personId];
    await publishSubmitted(AINO_TO_HANNA, applicationId);
    await publish(
      'applications.application-cancelled.v1',
      applicationId,
      AINO_TO_HANNA.institutionOid,
      cancelled(AINO_TO_HANNA, applicationId, handlerIds),
    );
    for (const username of ['hanna', 'heikki']) {
      const notices = await eventually(`the notice to ${username}`, async () => {
        const found = (await desk(username, applicationId)).filter(({ template }) => template.startsWith(CANCELLED));
        return found.length > 0 && found;
      });
      expect(notices).toHaveLength(1);
      expect(notices[0]?.subject).toContain('Aino Virtanen');
    }
    const { rows } = await database('notifications').query(
      `SELECT DISTINCT channel FROM message WHERE application_id = $1 AND template LIKE $2`,
      [applicationId, `${CANCELLED}%`],
    );
    expect(rows).toEqual([{ channel: 'DESK' }]);
  });
});

describe('recording', () => {
  it('[R23] [D10] a recorder gets no message when a part is recorded, the student does', async () => {
    const applicationId = randomUUID();
    await publishSubmitted(AINO_TO_HANNA, applicationId);
    const { institutionOid } = AINO_TO_HANNA;
    const body = recorded(AINO_TO_HANNA, applicationId);
    await publish('applications.application-part-recorded.v1', applicationId, institutionOid, body);
    const messages = await deskWith('aino', applicationId, 2);
    expect(messages.map(({ subject }) => subject)).toContain('Hyväksilukusi on kirjattu');
    expect(await desk('raija', applicationId)).toEqual([]);
    const { rows } = await database('notifications').query(
      'SELECT 1 FROM message WHERE application_id = $1 AND recipient_id = $2',
      [applicationId, demoPerson('raija').personId],
    );
    expect(rows).toEqual([]);
  });
});
