import { describe, expect, it } from '@jest/globals';
import { finnishDay } from '#kernel';
import { as, database } from '#testing';
import { demoPerson } from '#testing/demo';
import { aDraft, APPLICATIONS, aSentApplication, call, METSALA, succeeded } from './driving.js';

interface Numbered {
  readonly number: string | null;
}

interface Entry {
  readonly at: string;
  readonly event: string;
  readonly text: { fi: string; sv: string; en: string };
  readonly partNumbers: readonly number[];
  readonly by: { role: string; name: string | null };
}

interface Timeline {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

async function timelineOf(username: string, id: string, query = '') {
  return (await as(username)).get<Timeline>(`${APPLICATIONS}/${id}/timeline${query}`);
}

const fullName = (username: string) => `${demoPerson(username).firstName} ${demoPerson(username).lastName}`;
const numberOf = (application: unknown) => (application as Numbered).number;

describe('the number of an application', () => {
  it('is given with the first sending, stays when it is reopened, and is on the list', async () => {
    const draft = await aDraft();
    expect(numberOf(draft)).toBeNull();
    const number = numberOf(succeeded(await call('aino', 'post', `/${draft.id}/submit`, {})));
    expect(number).toMatch(new RegExp(`^${finnishDay(new Date()).slice(0, 4)}-[1-9]\\d*$`));
    succeeded(await call('aino', 'post', `/${draft.id}/cancel`, {}));
    expect(numberOf(succeeded(await call('aino', 'post', `/${draft.id}/reopen`, {})))).toBe(number);
    expect(numberOf(succeeded(await call('aino', 'post', `/${draft.id}/submit`, {})))).toBe(number);
    const { body } = await call('aino', 'get', '?view=own&limit=1');
    expect(body).toMatchObject({ items: [{ id: draft.id, number }] });
    expect((await call('hanna', 'get', `/${draft.id}`)).body).toMatchObject({ number });
  });

  it('is another one for each of those that are sent at the same moment', async () => {
    const sent = await Promise.all(Array.from({ length: 8 }, () => aSentApplication()));
    expect(new Set(sent.map(numberOf)).size).toBe(8);
    expect(sent.map(numberOf)).not.toContain(null);
  });

  it('is not used up by a sending that is refused', async () => {
    const { id } = await aDraft({ handlerId: null });
    const last = async () => {
      const sql = 'SELECT max(last) AS last FROM application_number WHERE institution_oid = $1';
      return (await database('applications').query<{ last: number }>(sql, [METSALA])).rows[0]?.last;
    };
    const before = await last();
    expect((await call('aino', 'post', `/${id}/submit`, {})).status).toBe(400);
    expect(await last()).toBe(before);
  });
});

describe('the timeline of an application', () => {
  it('[R26] [R28] [R29] [R33] [R110] says what happened, newest first, with parts and by whom', async () => {
    const sent = await aSentApplication(2);
    succeeded(await call('hanna', 'post', `/${sent.id}/start-processing`, {}));
    const second = `/${sent.id}/parts/${sent.parts[1]?.id}`;
    succeeded(await call('hanna', 'post', `${second}/return`, { reasonCodes: ['TYPE'], message: 'Tyyppi?' }));
    succeeded(await call('aino', 'post', `/${sent.id}/resubmit`, {}));
    succeeded(await call('aino', 'post', `/${sent.id}/cancel`, {}));

    const { body } = await timelineOf('aino', sent.id);
    expect(body.items.map(({ event, partNumbers, by }) => [event, partNumbers, by.role, by.name])).toEqual([
      ['CANCELLED', [], 'YOU', fullName('aino')],
      ['SENT_AGAIN', [2], 'YOU', fullName('aino')],
      ['RETURNED', [2], 'HANDLER', fullName('hanna')],
      ['PROCESSING_STARTED', [], 'HANDLER', fullName('hanna')],
      ['SENT', [], 'YOU', fullName('aino')],
      ['DRAFTED', [], 'YOU', fullName('aino')],
    ]);
    expect(body.items[2]?.text).toEqual({
      fi: 'Palautettiin täydennettäväksi: osa 2',
      sv: 'Returnerades för komplettering: del 2',
      en: 'Returned for completion: part 2',
    });
    const times = body.items.map(({ at }) => at);
    expect(times).toEqual(times.toSorted().reverse());

    const staff = await timelineOf('hanna', sent.id);
    expect(staff.body.items.map(({ event, by }) => `${event} ${by.role}`)).toEqual([
      ...['CANCELLED STUDENT', 'SENT_AGAIN STUDENT', 'RETURNED YOU', 'PROCESSING_STARTED YOU', 'SENT STUDENT'],
    ]);
  });

  it('[R27] is for those who see the application, page by page, and the reading is audited', async () => {
    const draft = await aDraft();
    expect((await timelineOf('hanna', draft.id)).status).toBe(404);
    expect((await timelineOf('paivi', draft.id)).status).toBe(403);
    succeeded(await call('aino', 'post', `/${draft.id}/submit`, {}));
    const first = await timelineOf('aino', draft.id, '?limit=1');
    expect(first.body).toMatchObject({ items: [{ event: 'SENT' }] });
    const next = await timelineOf('aino', draft.id, `?limit=1&cursor=${first.body.nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ event: 'DRAFTED' }], nextCursor: null });
    expect((await timelineOf('aino', draft.id, '?cursor=x')).status).toBe(400);
    const { rows } = await database('applications').query<{ subject_person_id: string }>(
      `SELECT subject_person_id FROM audit_event WHERE institution_oid = $1 AND target_id = $2 AND action = 'read-timeline'`,
      [METSALA, draft.id],
    );
    // Her two pages are one reading of the same thing.
    expect(rows.map((row) => row.subject_person_id)).toEqual([demoPerson('aino').personId]);
  });
});
