import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, countSignIn, ProblemError } from '#platform';
import type { Caller } from './caller.js';
import { ServiceUserRepository, type ServiceUser } from './service-user.repository.js';
import { hashPassword, isPassword } from './password-hash.js';
import { Turns } from './turns.js';

/** A password that was right stays known for so long; the user's row is read with each request all the same. */
const KNOWN_FOR_MS = 5 * 60_000;
const MOST_KNOWN = 1_000;
/** Hashing takes a core for about a tenth of a second: two at a time, and names take turns. */
const TURNS = { atOnce: 2, waitingOfOne: 10, waiting: 100 };
/** After this many wrong passwords for a name within a minute, no other is checked until the minute is over. */
const MOST_WRONG = 20;
const WRONG_WITHIN_MS = 60_000;
/** How often one process notes that a name was used. */
const NOTED_EVERY_MS = 60_000;

/**
 * Checks user names and passwords. Hashing is slow on purpose, and a student information system sends thousands of
 * requests: what was right is remembered under a keyed digest (never the password itself), for this process only, and
 * only as long as the stored hash stays the same. A blocked user is out at once.
 */
@Injectable()
export class ServiceUsers {
  readonly #secret = createSecretKey(randomBytes(32));
  /** Digest of what was right → until when it is remembered (milliseconds). */
  readonly #known = new Map<string, number>();
  readonly #checks = new Map<string, Promise<boolean>>();
  readonly #turns = new Turns(TURNS);
  /** Name → when this process noted last that it was used (milliseconds). */
  readonly #noted = new Map<string, number>();
  /** Name → when its wrong passwords of the last minute came (milliseconds). */
  readonly #wrong = new Map<string, number[]>();
  readonly #readings = new Map<string, Reading>();
  #nobody: Promise<string> | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly users: ServiceUserRepository,
  ) {}

  /**
   * The caller with that name and password, or null.
   * @throws ProblemError `platform/too-many-requests` when too many passwords of this name wait, or were wrong of late
   */
  async signIn(username: string, password: string): Promise<Caller | null> {
    const user = await this.find(username);
    // An unknown name costs the same time as a wrong password.
    const passwordHash = user?.passwordHash ?? (await (this.#nobody ??= hashPassword(randomBytes(32).toString('hex'))));
    const digest = createHmac('sha256', this.#secret).update(`${username}\0${password}\0${passwordHash}`).digest('hex');
    const now = this.clock.now().getTime();
    if ((this.#known.get(digest) ?? 0) <= now) {
      if (!(await this.check(username, digest, password, passwordHash)) || user === null) return null;
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(digest, now + KNOWN_FOR_MS);
    }
    if (user === null) return null;
    void this.noteUse(username, now);
    return callerOf(user);
  }

  /** Beside the request, which does not wait for it, and which it cannot fail. */
  private async noteUse(username: string, now: number): Promise<void> {
    if ((this.#noted.get(username) ?? 0) > now - NOTED_EVERY_MS) return;
    if (this.#noted.size >= MOST_KNOWN) this.#noted.clear();
    this.#noted.set(username, now);
    try {
      await this.unitOfWork.run(({ sql }) => this.users.noteUse(sql, username, new Date(now)));
    } catch {
      this.#noted.delete(username);
    }
  }

  /** Requests that come during a reading share the next one: no reading is older than its request. */
  private find(username: string): Promise<ServiceUser | null> {
    const running = this.#readings.get(username);
    if (running === undefined) return this.read(username);
    return (running.next ??= running.done.catch(() => null).then(() => this.read(username)));
  }

  private read(username: string): Promise<ServiceUser | null> {
    const done = this.unitOfWork
      .read((sql) => this.users.findActive(sql, username))
      .finally(() => this.#readings.get(username) === reading && this.#readings.delete(username));
    const reading: Reading = { done, next: undefined };
    this.#readings.set(username, reading);
    return done;
  }

  /** Requests that ask the same at the same moment share one check. */
  private check(username: string, digest: string, password: string, passwordHash: string): Promise<boolean> {
    const running = this.#checks.get(digest);
    if (running !== undefined) return running;
    const check = this.inTurn(username, () => isPassword(password, passwordHash)).finally(() =>
      this.#checks.delete(digest),
    );
    this.#checks.set(digest, check);
    return check;
  }

  private async inTurn(username: string, look: () => Promise<boolean>): Promise<boolean> {
    const turn = this.hasTooManyWrong(username) ? undefined : await this.#turns.take(username, look);
    countSignIn('password', turn === undefined ? 'refused' : turn.done ? 'right' : 'wrong');
    if (turn === undefined) throw new ProblemError('platform/too-many-requests');
    if (!turn.done) this.noteWrong(username);
    return turn.done;
  }

  private hasTooManyWrong(username: string): boolean {
    return this.wrongOfLate(username).length >= MOST_WRONG;
  }

  private noteWrong(username: string): void {
    const of = [...this.wrongOfLate(username), this.clock.now().getTime()];
    // Names that nobody has tried for a while make room; the map stays small however many names are made up.
    if (this.#wrong.size >= MOST_KNOWN) for (const name of this.#wrong.keys()) this.wrongOfLate(name);
    if (this.#wrong.size < MOST_KNOWN || this.#wrong.has(username)) this.#wrong.set(username, of);
  }

  private wrongOfLate(username: string): readonly number[] {
    const since = this.clock.now().getTime() - WRONG_WITHIN_MS;
    const ofLate = (this.#wrong.get(username) ?? []).filter((at) => at > since);
    if (ofLate.length > 0) this.#wrong.set(username, ofLate);
    else this.#wrong.delete(username);
    return ofLate;
  }
}

interface Reading {
  readonly done: Promise<ServiceUser | null>;
  next: Promise<ServiceUser | null> | undefined;
}

function callerOf(user: ServiceUser): Caller {
  return {
    personId: user.personOid ?? `service-user:${user.username}`,
    institutionOid: user.institutionOid,
    roles: user.roles,
    username: user.username,
    isServiceUser: true,
    sourceIds:
      user.sourceSystem !== null ? { system: user.sourceSystem } : user.maySendSourceIds ? 'EITHER' : 'FORBIDDEN',
    ...(user.studyRightTypes !== null && { studyRightTypes: user.studyRightTypes }),
  };
}
