import { beforeAll, describe, expect, it } from '@jest/globals';
import type { UnitOfWork } from '#messaging';
import { FrozenClock } from '#testing';
import type { ServiceUser } from '../persistence/service-user-table.js';
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
    return { users: new ServiceUsers(unitOfWork, CLOCK), readings: () => answers.length, letGo, block, failing };
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
});
