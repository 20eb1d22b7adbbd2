import { describe, expect, it } from '@jest/globals';
import { readTopic } from '#testing';
import { anOpenApplication, aPartInput, aSentApplication, call, HANNA } from '../../../test/driving.js';

const RETURN = { reasonCodes: ['TYPE'], message: 'Tyyppi on sisällyttäminen, ei korvaavuus.' };

describe('a handler returns a part', () => {
  it('[R29] [R33] [R34] [R109] [R110] [D11] the student changes the type and sends it back to the same handler', async () => {
    const { id, parts } = await anOpenApplication(4);
    const part = `/${id}/parts/${parts[1]?.id}`;
    expect((await call('aino', 'get', `/${id}`)).body.label.fi).toBe('Käsittelyssä');

    expect((await call('hanna', 'post', `${part}/return`, RETURN)).status).toBe(200);
    const returned = await call('aino', 'get', `/${id}`);
    expect(returned.body).toMatchObject({ label: { fi: 'Palautettu 1/4' }, allowedActions: ['resubmit', 'cancel'] });
    expect(returned.body.parts[1]).toMatchObject({
      state: 'RETURNED',
      returnMessage: RETURN.message,
      allowedActions: ['edit'],
    });

    const edited = aPartInput({ type: 'INCLUSION', targets: [] });
    expect(await call('aino', 'put', part, edited)).toMatchObject({
      status: 428,
      body: { code: 'platform/version-required' },
    });
    const etag = returned.headers.get('etag') ?? '';
    expect((await call('aino', 'put', part, edited, { 'if-match': etag })).status).toBe(200);
    const otherwise = aPartInput({ type: 'INCLUSION', targets: [], creditsApplied: 3 });
    expect(await call('aino', 'put', part, otherwise, { 'if-match': etag })).toMatchObject({
      status: 409,
      body: { code: 'platform/stale-version', currentVersion: returned.body.version + 1 },
    });

    const resent = await call('aino', 'post', `/${id}/resubmit`, {});
    expect(resent.body.parts[1]).toMatchObject({ state: 'IN_PROCESS', round: 2, type: 'INCLUSION', handlerId: HANNA });
    expect(resent.body.label.fi).toBe('Käsittelyssä');
    const event = await readTopic<{ applicationId: string; parts?: unknown[] }>(
      'applications.application.v1',
      ({ headers, body }) =>
        body.applicationId === id && String(headers['ce_type']).endsWith('application-parts-resubmitted.v1'),
    );
    expect(event.body.parts).toMatchObject([{ partId: parts[1]?.id, type: 'INCLUSION' }]);
  });

  it('[R33] the message to the student never leaves the service in an event', async () => {
    const { id, parts } = await anOpenApplication();
    await call('hanna', 'post', `/${id}/parts/${parts[0]?.id}/return`, RETURN);
    const event = await readTopic<{ applicationId: string; reasonCodes?: string[] }>(
      'applications.application.v1',
      ({ body }) => body.applicationId === id && body.reasonCodes !== undefined,
    );
    expect(event.body.reasonCodes).toEqual(['TYPE']);
    expect(JSON.stringify(event)).not.toContain('sisällyttäminen');
  });

  it('[R33] reasons per field reach the student with the part, and others as codes that can be counted', async () => {
    const { id, parts } = await anOpenApplication(2);
    const fields = [
      { path: 'bases.0.gainedOn', code: 'WRONG', note: 'Todistuksessa on toinen päivä.' },
      { path: 'creditsApplied', code: 'UNCLEAR', note: null },
    ];
    const path = `/${id}/parts/${parts[1]?.id}/return`;
    expect(
      await call('hanna', 'post', path, { ...RETURN, fields: [{ path: 'bases.7.name', code: 'WRONG' }] }),
    ).toMatchObject({ status: 400, body: { errors: [{ path: 'fields.0.path', code: 'application/no-such-field' }] } });
    expect((await call('hanna', 'post', path, { ...RETURN, fields })).status).toBe(200);
    const read = (await call('aino', 'get', `/${id}`)).body;
    expect(read.parts[1]).toMatchObject({ state: 'RETURNED', returnedFields: fields });
    const event = await readTopic<{ applicationId: string; fields?: object[] }>(
      'applications.application.v1',
      ({ body }) => body.applicationId === id && body.fields !== undefined,
    );
    expect(event.body.fields).toEqual(fields.map(({ path: at, code }) => ({ path: at, code })));
    expect(JSON.stringify(event)).not.toContain('Todistuksessa');
    const resent = (await call('aino', 'post', `/${id}/resubmit`, {})).body;
    expect(resent.parts[1]).toMatchObject({ state: 'IN_PROCESS', returnedFields: [] });
  });

  it('[R8] taking it into processing again changes nothing', async () => {
    const { id, version } = await anOpenApplication();
    expect(await call('hanna', 'post', `/${id}/start-processing`, {})).toMatchObject({
      status: 200,
      body: { version },
    });
  });

  it.each([
    ['the student', 'aino', 403, 'application/role-not-allowed'],
    ['a handler of nothing in it', 'heikki', 404, 'application/not-found'],
    ["another institution's handler", 'olga', 404, 'application/not-found'],
  ])('[R33] is refused to %s', async (_case, username, status, code) => {
    const { id, parts } = await anOpenApplication();
    const reply = await call(username, 'post', `/${id}/parts/${parts[0]?.id}/return`, RETURN);
    expect(reply).toMatchObject({ status, body: { code } });
    expect((await call('aino', 'get', `/${id}`)).body.parts[0]?.state).toBe('IN_PROCESS');
  });

  it('is refused before processing has begun, and for a part of no application', async () => {
    const { id, parts } = await aSentApplication();
    expect(await call('hanna', 'post', `/${id}/parts/${parts[0]?.id}/return`, RETURN)).toMatchObject({
      status: 409,
      body: { code: 'application/wrong-state' },
    });
    expect(await call('hanna', 'post', `/${id}/parts/${id}/return`, RETURN)).toMatchObject({
      status: 404,
      body: { code: 'application/part-not-found' },
    });
  });
});
