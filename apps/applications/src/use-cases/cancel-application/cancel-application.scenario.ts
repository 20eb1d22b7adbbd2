import { describe, expect, it } from '@jest/globals';
import { as, eventually } from '#testing';
import { aDraft, anOpenApplication, APPLICATIONS, aSentApplication, call } from '../../../test/driving.js';

describe('a student cancels', () => {
  it('[R30] [R36] [R37] [R38] [R78] and takes the application back as a draft with all its data', async () => {
    const { id } = await anOpenApplication(2);
    expect((await call('aino', 'post', `/${id}/cancel`, {})).body).toMatchObject({
      state: 'CANCELLED',
      label: { fi: 'Peruutettu' },
      allowedActions: ['reopen'],
    });
    expect(await onTheListOfHanna(id)).toBe(false);

    const reopened = await call('aino', 'post', `/${id}/reopen`, {});
    expect(reopened.body).toMatchObject({ id, state: 'DRAFT', parts: [{ round: 2 }, { round: 2 }] });
    expect((await call('hanna', 'get', `/${id}`)).status).toBe(404);
    expect((await call('aino', 'post', `/${id}/submit`, {})).body).toMatchObject({ state: 'SENT' });
    expect(await onTheListOfHanna(id)).toBe(true);
  });

  it('[D16] only single undecided parts once one is decided, and reopens them as a new linked draft', async () => {
    const { id, parts } = await anOpenApplication(3);
    const [first, second, third] = parts.map((part) => part.id);
    expect(await call('aino', 'post', `/${id}/cancel`, { partIds: [first] })).toMatchObject({
      status: 409,
      body: { code: 'application/cancel-the-whole' },
    });
    await reject(id, first);

    expect(await call('aino', 'post', `/${id}/cancel`, {})).toMatchObject({
      status: 409,
      body: { code: 'application/name-the-parts-to-cancel' },
    });
    expect(await call('aino', 'post', `/${id}/cancel`, { partIds: [first, second] })).toMatchObject({
      status: 409,
      body: { code: 'application/part-already-decided' },
    });
    const cancelled = await call('aino', 'post', `/${id}/cancel`, { partIds: [second, third] });
    expect(cancelled.body).toMatchObject({
      state: 'HANDLED',
      label: { fi: 'Käsitelty' },
      outcomeLabel: { fi: 'Peruutettu 2/3, Hylätty 1/3' },
    });

    const draft = await call('aino', 'post', `/${id}/reopen`, {});
    expect(draft.body).toMatchObject({ state: 'DRAFT', continuedFromId: id, parts: [{ round: 1 }, { round: 1 }] });
    expect(draft.body.id).not.toBe(id);
    expect((await call('aino', 'post', `/${id}/reopen`, {})).body.id).toBe(draft.body.id);
    const headers = { 'if-match': `"${cancelled.body.version - 1}"` };
    expect((await call('aino', 'post', `/${id}/reopen`, {}, headers)).status).toBe(409);
    expect((await call('hanna', 'get', `/${id}`)).body.parts.map(({ state }) => state)).toEqual([
      'HANDLED',
      'CANCELLED',
      'CANCELLED',
    ]);
  });

  it.each([
    ['[R77] the handler', 'hanna', 403, 'application/role-not-allowed'],
    ['[R77] an administrator', 'anna', 403, 'application/role-not-allowed'],
    ['another student', 'ville', 404, 'application/not-found'],
    ["another institution's student", 'oskar', 404, 'application/not-found'],
  ])('%s cannot', async (_case, username, status, code) => {
    const { id, version } = await aSentApplication();
    expect(await call(username, 'post', `/${id}/cancel`, {})).toMatchObject({ status, body: { code } });
    expect((await call('aino', 'get', `/${id}`)).body).toMatchObject({ state: 'SENT', version });
  });

  it('[D5] a draft cannot be cancelled', async () => {
    const { id } = await aDraft();
    expect(await call('aino', 'post', `/${id}/cancel`, {})).toMatchObject({
      status: 409,
      body: { code: 'application/wrong-state' },
    });
  });
});

async function onTheListOfHanna(id: string): Promise<boolean> {
  const hanna = await as('hanna');
  for (let cursor = ''; ;) {
    const { body } = await hanna.get<{ items: { id: string }[]; nextCursor: string | null }>(
      `${APPLICATIONS}?view=handling&limit=100${cursor}`,
    );
    if (body.items.some((item) => item.id === id)) return true;
    if (body.nextCursor === null) return false;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

/** Hanna rejects the part at the decisions service, and the rejection is confirmed. */
async function reject(applicationId: string, partId: string | undefined): Promise<void> {
  const hanna = await as('hanna');
  await eventually('the decisions service takes the rejection', async () => {
    const { status } = await hanna.post(`/api/decisions/v1/cases/${applicationId}/parts/${partId}/decisions`, {
      outcome: 'REJECTED',
      reasons: 'Osaaminen ei vastaa opintojakson tavoitteita.',
    });
    return status === 202;
  });
  await eventually('the rejection is confirmed', async () => {
    const { body } = await call('aino', 'get', `/${applicationId}`);
    return body.parts.some((part) => part.id === partId && part.outcome === 'REJECTED');
  });
}
