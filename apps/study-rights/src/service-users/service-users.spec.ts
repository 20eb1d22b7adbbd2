import { beforeAll, describe, expect, it } from '@jest/globals';
import type { UnitOfWork } from '#messaging';
import { FrozenClock } from '#testing';
import { type ServiceUser, ServiceUserRepository } from './service-user.repository.js';
import { hashPassword } from './password-hash.js';
import { ServiceUsers } from './service-users.js';

const CLOCK = new FrozenClock('2026-11-27T10:00:00Z');

describe('signing in as a service user', () => {
  let user: ServiceUser;
  beforeAll(async () => {
    const bound = { sourceSystem: null, maySendSourceIds: true, studyRightTypes: null, personOid: null };
    const passwordHash = await hashPassword('salasana');
    user = { username: 'siirto', passwordHash, institutionOid: '1.2.246.562.10.40000000001', roles: [], ...bound };
  });

  /** The table, whose answers come when they are let go. A reading sees what stands there when it begins. */
  function table(first: ServiceUser | null) {
    let row = first;
    const answers: (() => void)[] = [];
    const failing = new Set<number>();
    const read = (): Promise<ServiceUser[]> => {
      const [seen, turn] = [row, answers.length];
      return new Promise((resolve, reject) => {
        answers.push(() =>
          failing.has(turn) ? reject(new Error('no connection')) : resolve(seen === null ? [] : [seen]),
        );
      });
    };
    const unitOfWork = { read: (work: (sql: object) => unknown) => work({ query: read }) } as unknown as UnitOfWork;
    const letGo = async (turn: number) => {
      answers[turn]?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    const block = () => (row = null);
    return {
      users: new ServiceUsers(unitOfWork, CLOCK, new ServiceUserRepository()),
      readings: () => answers.length,
      letGo,
      block,
      failing,
    };
  }

  it('a user who is blocked during a reading is out for each request that comes after', async () => {
    const { users, readings, letGo, block } = table(user);
    const before = users.signIn('siirto', 'salasana');
    block();
    const after = users.signIn('siirto', 'salasana');
    await letGo(0);
    await letGo(1);
    expect(await before).toMatchObject({ username: 'siirto' });
    expect(await after).toBeNull();
    expect(readings()).toBe(2);
  });

  it('requests that come during a reading share the next one; those of another user do not wait for it', async () => {
    const { users, readings, letGo } = table(user);
    const calls = Array.from({ length: 20 }, () => users.signIn('siirto', 'salasana'));
    const other = users.signIn('toinen', 'väärä');
    expect(readings()).toBe(2);
    await letGo(0);
    await letGo(1);
    await letGo(2);
    const callers = await Promise.all(calls);
    expect(callers.every((caller) => caller?.username === 'siirto')).toBe(true);
    expect(await other).toBeNull();
    expect(readings()).toBe(3);
  });

  it('a reading that fails is its own requests’ matter only', async () => {
    const { users, letGo, failing } = table(user);
    failing.add(0);
    const first = users.signIn('siirto', 'salasana').catch((error: Error) => error.message);
    const second = users.signIn('siirto', 'salasana');
    await letGo(0);
    await letGo(1);
    expect(await first).toBe('no connection');
    expect(await second).toMatchObject({ username: 'siirto' });
  });

  /** A table that answers at once, for a clock that the test moves. */
  function answering(clock: FrozenClock) {
    const query = (_sql: string, [name]: unknown[]): Promise<ServiceUser[]> =>
      Promise.resolve(['siirto', 'toinen'].includes(String(name)) ? [{ ...user, username: String(name) }] : []);
    const unitOfWork = { read: (work: (sql: object) => unknown) => work({ query }) } as unknown as UnitOfWork;
    return new ServiceUsers(unitOfWork, clock, new ServiceUserRepository());
  }
  const outcomeOf = (signIn: Promise<unknown>) =>
    signIn.then(
      (caller) => (caller === null ? 'wrong' : 'in'),
      (error: { code?: string }) => error.code,
    );

  it('while a hundred wrong passwords of one name come, another user signs in after two of them at most', async () => {
    const users = answering(new FrozenClock('2026-11-27T10:00:00Z'));
    const over: string[] = [];
    const wrong = Array.from({ length: 100 }, (_, n) =>
      outcomeOf(users.signIn('siirto', `väärä${n}`)).then((outcome) => {
        if (outcome === 'wrong') over.push('wrong');
        return outcome;
      }),
    );
    const other = outcomeOf(users.signIn('toinen', 'salasana')).then((outcome) => over.push(String(outcome)));
    const outcomes = await Promise.all(wrong);
    await other;
    expect(over.indexOf('in')).toBeLessThanOrEqual(4);
    expect(over.indexOf('in')).toBeGreaterThanOrEqual(0);
    // Two at work and ten that wait, the other user being one of the two or none.
    const looked = outcomes.filter((outcome) => outcome === 'wrong').length;
    expect([11, 12]).toContain(looked);
    expect(outcomes.filter((outcome) => outcome === 'platform/too-many-requests')).toHaveLength(100 - looked);
  });

  it('after twenty wrong passwords within a minute no other is checked; a known right one and other names are', async () => {
    const clock = new FrozenClock('2026-11-27T10:00:00Z');
    const users = answering(clock);
    expect(await outcomeOf(users.signIn('siirto', 'salasana'))).toBe('in');
    for (let n = 0; n < 20; n++) expect(await outcomeOf(users.signIn('siirto', `väärä${n}`))).toBe('wrong');
    expect(await outcomeOf(users.signIn('siirto', 'väärä'))).toBe('platform/too-many-requests');
    expect(await outcomeOf(users.signIn('siirto', 'salasana'))).toBe('in');
    expect(await outcomeOf(users.signIn('toinen', 'salasana'))).toBe('in');
    clock.set('2026-11-27T10:01:01Z');
    expect(await outcomeOf(users.signIn('siirto', 'väärä'))).toBe('wrong');
  });
});
