import { describe, expect, it } from '@jest/globals';
import { readTopic } from '#testing';
import { demoPerson } from '#testing/demo';
import { aDraft, aPartInput, aSentApplication, call, HANNA } from '../../../test/driving.js';

describe('a student sends an application', () => {
  it('[R27] [R28] nobody else sees the draft; the sent one reads "Lähetetty" and "Uusi hakemus"', async () => {
    const draft = await aDraft();
    expect(draft).toMatchObject({
      state: 'DRAFT',
      label: { fi: 'Luonnos' },
      allowedActions: ['edit', 'delete', 'submit'],
    });
    for (const [username, status] of [
      ['hanna', 404],
      ['ville', 404],
      ['olga', 404],
      ['anna', 404],
    ] as const) {
      expect((await call(username, 'get', `/${draft.id}`)).status).toBe(status);
    }

    const sent = await call('aino', 'post', `/${draft.id}/submit`, {});
    expect(sent).toMatchObject({ status: 200, body: { state: 'SENT', version: 2, label: { fi: 'Lähetetty' } } });
    expect(sent.headers.get('etag')).toBe('"2"');
    const atHandler = await call('hanna', 'get', `/${draft.id}`);
    expect(atHandler.body).toMatchObject({
      label: { fi: 'Uusi hakemus' },
      allowedActions: ['start-processing', 'transfer'],
    });
    // What is the handler's to do only later says what comes first.
    expect(atHandler.body.parts[0]?.actions.filter(({ action }) => action === 'return')).toEqual([
      {
        action: 'return',
        possible: false,
        code: 'application/wrong-state',
        text: expect.objectContaining({ fi: 'Osan 1 tila ei salli tätä. Ota hakemus käsittelyyn.' }),
      },
    ]);
  });

  it('[R3] is refused with a field error without a handler, and with a person who is none', async () => {
    const { id, actions } = await aDraft({ handlerId: null });
    expect(actions.find(({ action }) => action === 'submit')).toMatchObject({
      possible: false,
      code: 'application/content-not-accepted',
      text: { fi: 'Hakemuksessa on korjattavaa', sv: expect.any(String), en: expect.any(String) },
    });
    const refused = await call('aino', 'post', `/${id}/submit`, {}, { 'accept-language': 'sv' });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        code: 'application/content-not-accepted',
        errors: [
          {
            path: 'handlerId',
            code: 'application/handler-required',
            message: 'Välj den handläggare som ansökan skickas till.',
          },
        ],
      },
    });
    const raija = '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0005';
    const olga = demoPerson('olga').personId;
    for (const handlerId of [raija, olga]) {
      const { body } = await call('aino', 'post', `/${id}/submit`, { handlerId });
      expect(body.errors).toMatchObject([{ path: 'handlerId', code: 'application/handler-unknown' }]);
    }
    expect((await call('aino', 'get', `/${id}`)).body).toMatchObject({ state: 'DRAFT', version: 1 });
  });

  it('[R28] [R47] [R50] [R52] [R65] publishes what others need to handle it', async () => {
    const draft = await aDraft({
      parts: [
        aPartInput({ targets: [{ courseCode: 'TKT-101' }, { courseCode: 'TKT-PERUS' }], creditsApplied: 7.25 }),
        aPartInput({ type: 'INCLUSION', targets: [] }),
      ],
    });
    await call('aino', 'post', `/${draft.id}/submit`, {});
    const event = await readTopic<{ applicationId: string }>(
      'applications.application.v1',
      ({ body }) => body.applicationId === draft.id,
    );
    expect(event.key).toBe(draft.id);
    expect(event.body).toMatchObject({
      programmeCode: 'TKT-KANDI',
      handlerId: HANNA,
      summary: {
        version: 2,
        state: 'SENT',
        parts: [
          { state: 'SENT', round: 1 },
          { state: 'SENT', round: 1 },
        ],
      },
      parts: [
        { number: 1, creditsApplied: 7.25, targets: [{ credits: 5 }, { courseCode: 'TKT-PERUS', kind: 'MODULE' }] },
        { number: 2, type: 'INCLUSION', bases: [{ kind: 'COMPETENCE', code: null }], targets: [] },
      ],
    });
  });

  it('is refused a second time with another handler, and when the draft has changed meanwhile', async () => {
    const sent = await aSentApplication();
    const heikki = demoPerson('heikki').personId;
    expect(await call('aino', 'post', `/${sent.id}/submit`, { handlerId: heikki })).toMatchObject({
      status: 409,
      body: { code: 'application/wrong-state', current: { version: 2, state: 'SENT', changedBy: { role: 'YOU' } } },
    });
    const draft = await aDraft();
    expect(await call('aino', 'post', `/${draft.id}/submit`, {}, { 'if-match': '"7"' })).toMatchObject({
      status: 409,
      body: { code: 'platform/stale-version', currentVersion: 1 },
    });
  });
});
