import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { EventBodies } from '#contracts';
import { addDays, isWorkingDay } from '#kernel';
import { dataSourceOptions, UnitOfWork } from '#messaging';
import { FrozenClock, type OwnSchema, ownSchema } from '#testing';
import type { DigestSettings } from '../../domain/digest.js';
import type { Mail, Mailer } from '../../mail/mailer.js';
import { PostOffice } from '../../mail/post-office.js';
import { DigestRunRepository } from '../../persistence/digest-run.repository.js';
import { MessageRepository } from '../../persistence/message.repository.js';
import { persistence } from '../../persistence/persistence.js';
import { SettingsRepository } from '../../persistence/settings.repository.js';
import { WaitingWorkRepository } from '../../persistence/waiting-work.repository.js';
import { Links } from '../../texts/links.js';
import { Texts } from '../../texts/texts.js';
import { CompleteMessages } from '../complete-messages/complete-messages.use-case.js';
import { SendMail } from '../send-mail/send-mail.use-case.js';
import { WriteDigestBatch } from '../write-digest-batch.js';
import { WriteDigests } from './write-digests.use-case.js';

const INSTITUTION = '1.2.246.562.10.10000000001';
const HOUR_MS = 3_600_000;
const PEOPLE = ['hanna', 'heikki', 'olga', 'aino'];

type Part = EventBodies['applications.application-submitted.v1']['summary']['parts'][number];

describe('digests', () => {
  const clock = new FrozenClock('2026-11-30T10:00:00Z');
  const works = new WaitingWorkRepository();
  let own: OwnSchema;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  let sent: Mail[] = [];

  beforeAll(async () => {
    own = await ownSchema('notifications');
    const settings = dataSourceOptions({ DATABASE_URL: own.databaseUrl, DATABASE_POOL_SIZE: 4 }, persistence);
    const extra = { ...(settings.extra as object), options: own.options };
    dataSource = await new DataSource({ ...settings, extra } as typeof settings).initialize();
    await dataSource.runMigrations();
    unitOfWork = new UnitOfWork(dataSource, 'notifications', clock, { wake: () => undefined });
  });
  afterAll(async () => {
    await dataSource.destroy();
    await own.close();
  });
  beforeEach(async () => {
    sent = [];
    await own.look(`TRUNCATE message, person, institution, preferences, waiting_application, waiting_part, digest_run,
      last_digest, notification_setting`);
    await own.look(`INSERT INTO institution VALUES ($1, 1, false, false)`, [INSTITUTION]);
    for (const id of PEOPLE) {
      await own.look(
        `INSERT INTO person (institution_oid, person_id, version, first_name, last_name, email, language)
         VALUES ($1, $2, 1, $3, 'Virtanen', $4, 'fi')`,
        [INSTITUTION, id, id, `${id}@metsala.example`],
      );
    }
  });

  /** A process of its own: nothing of the one before is left. */
  const job = () => {
    const messages = new MessageRepository();
    const complete = new CompleteMessages(messages, clock);
    const batch = new WriteDigestBatch(works, new DigestRunRepository(), messages, complete);
    return new WriteDigests(unitOfWork, new SettingsRepository(), batch, clock);
  };
  const untilNothingIsLeft = async (one = job()) => {
    while (await one.execute());
  };
  const part = (handlerId: string, more: Partial<Part> = {}): Part => ({
    ...{ partId: randomUUID(), state: 'SENT', outcome: null, handlerId, round: 1, ...more },
  });
  /** As the event says it that comes now. */
  const waiting = async (parts: Part[], applicationId: string = randomUUID(), version = 1) => {
    const counts = { parts: parts.length, returned: 0, cancelled: 0, approved: 0, rejected: 0 };
    const summary = { version, state: 'SENT', studentId: 'aino', counts, parts } as const;
    const name = version === 1 ? 'applications.application-submitted.v1' : 'applications.application-restated.v1';
    const body = { institutionOid: INSTITUTION, applicationId, summary } as EventBodies[typeof name];
    const event = {
      id: randomUUID(),
      key: applicationId,
      institutionOid: INSTITUTION,
      time: clock.now().toISOString(),
    };
    await unitOfWork.run(async ({ sql }) => works.keep(sql, { ...event, name, body }));
    return applicationId;
  };
  const choose = (person: string, choice: object) =>
    own.look(`INSERT INTO preferences VALUES ($1, $2, true, '[]', now(), $3)`, [INSTITUTION, person, choice]);
  const set = (digest: DigestSettings, closedDays: string[] = []) =>
    own.look(`INSERT INTO notification_setting VALUES ($1, 1, $2, $3, now(), 'anna')`, [
      INSTITUTION,
      digest,
      closedDays,
    ]);
  const daysOf = async (person: string): Promise<string[]> => {
    const rows = await own.look<{ day: string }>(
      `SELECT substr(event_id, 8) AS day FROM message WHERE recipient_id = $1 ORDER BY 1`,
      [person],
    );
    return rows.map(({ day }) => day);
  };
  const send = async () => {
    const mailer: Mailer = {
      send: async (mail) => {
        sent.push(mail);
        return 'SENT';
      },
    };
    const postOffice = new PostOffice(new Texts(), new Links('http://127.0.0.1:8080'), mailer);
    const sending = new SendMail(unitOfWork, new MessageRepository(), postOffice, clock);
    while (await sending.execute());
  };

  it('[R1] three parts wait and the job runs twice on one date: one e-mail that lists all three', async () => {
    clock.set('2026-11-20T10:00:00Z');
    const first = await waiting([part('hanna'), part('heikki')]);
    clock.set('2026-11-29T22:30:00Z');
    const second = await waiting([
      part('hanna'),
      part('hanna'),
      part('hanna', { state: 'IN_PROCESS', outcome: 'APPROVED' }),
    ]);
    clock.set('2026-11-30T05:00:00Z');
    await untilNothingIsLeft();
    await untilNothingIsLeft();
    await send();
    const [mail, ...more] = sent.filter(({ to }) => to.startsWith('hanna'));
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Sinua odottavat hyväksilukuhakemukset: 2', language: 'fi' });
    expect(mail?.text).toContain('Odottavia osia niissä: 3. Pisin odotus päivinä: 10.');
    expect(mail?.text).toContain(
      `- aino Virtanen: osia 1, odottanut päiviä 10\n  http://127.0.0.1:8080/applications/${first}\n\n` +
        `- aino Virtanen: osia 2, odottanut päiviä 0\n  http://127.0.0.1:8080/applications/${second}\n`,
    );
    expect(mail?.unsubscribe).toBe('http://127.0.0.1:8080/preferences');
    expect(sent.map(({ to }) => to).sort()).toEqual(['hanna@metsala.example', 'heikki@metsala.example']);
  });

  it('[R1] what has been handled, taken back or handed on is no longer in it, and nothing waits: no e-mail', async () => {
    clock.set('2026-11-30T04:00:00Z');
    const mine = part('hanna');
    const application = await waiting([mine]);
    await waiting([{ ...mine, state: 'HANDLED', outcome: 'APPROVED' }], application, 3);
    // An older event that comes late changes nothing.
    await waiting([mine], application, 2);
    clock.set('2026-11-30T05:00:00Z');
    await untilNothingIsLeft();
    expect(await daysOf('hanna')).toEqual([]);
    expect(await own.look('SELECT handlers, digests, ended_at IS NOT NULL AS over FROM digest_run')).toEqual([
      { handlers: 0, digests: 0, over: true },
    ]);
  });

  it('[R2] [D6] neither switch on: no digest, and all other messages still are', async () => {
    clock.set('2026-11-30T06:00:00Z');
    await waiting([part('hanna'), part('heikki')]);
    await choose('hanna', { mode: 'OFF', days: null });
    await untilNothingIsLeft();
    expect([await daysOf('hanna'), await daysOf('heikki')]).toEqual([[], ['2026-11-30']]);
    await set({ mode: 'OFF', days: 'EVERY_DAY', hour: 7 });
    clock.set('2026-12-01T06:00:00Z');
    await untilNothingIsLeft();
    expect(await daysOf('heikki')).toEqual(['2026-11-30']);
    const messages = new MessageRepository();
    await unitOfWork.run(async (tx) => {
      const news = {
        applicationId: randomUUID(),
        studentId: 'aino',
        parameters: {},
        trace: null,
        createdAt: clock.now(),
      };
      const template = 'notification.application.submitted.handler';
      const added = { id: randomUUID(), institutionOid: INSTITUTION, recipientId: 'hanna', eventId: randomUUID() };
      await messages.add(tx.sql, [{ ...news, ...added, channel: 'DESK', template }]);
      await new CompleteMessages(messages, clock).execute(tx, 'ANY');
    });
    const desk = `SELECT recipient_id, state FROM message WHERE channel = 'DESK'`;
    expect(await own.look(desk)).toEqual([{ recipient_id: 'hanna', state: 'DELIVERED' }]);
  });

  it('[R1] only when something has changed: with a new part, another round, and not while all is as it was', async () => {
    await set({ mode: 'WHEN_CHANGED', days: 'EVERY_DAY', hour: 7 });
    clock.set('2026-11-30T06:00:00Z');
    const mine = part('hanna');
    const application = await waiting([mine]);
    const on = async (day: string, change?: Part[], version = 2) => {
      clock.set(`${day}T06:00:00Z`);
      if (change) await waiting(change, application, version);
      await untilNothingIsLeft();
    };
    await on('2026-11-30');
    await on('2026-12-01');
    await on('2026-12-02', [mine, part('hanna')]);
    await on('2026-12-03');
    await on('2026-12-04', [{ ...mine, round: 2 }], 3);
    await on('2026-12-05');
    expect(await daysOf('hanna')).toEqual(['2026-11-30', '2026-12-02', '2026-12-04']);
  });

  it('[R1] many handlers: each once, by two processes at a time of which one ends in the middle', async () => {
    clock.set('2026-11-30T06:00:00Z');
    const handlers = Array.from({ length: 450 }, (_, n) => `handler-${String(n).padStart(4, '0')}`);
    await own.look(
      `INSERT INTO person (institution_oid, person_id, version, first_name, last_name, email, language)
       SELECT $1, id, 1, 'Hanna', 'Korhonen', id || '@metsala.example', 'sv' FROM unnest($2::text[]) AS id`,
      [INSTITUTION, handlers],
    );
    for (let n = 0; n < handlers.length; n += 50) await waiting(handlers.slice(n, n + 50).map((id) => part(id)));
    const lost = own.proxy.loseAnswer({ said: ['UPDATE digest_run'], answered: 'UPDATE' });
    await expect(untilNothingIsLeft()).rejects.toThrow();
    await lost;
    await Promise.all([untilNothingIsLeft(), untilNothingIsLeft(), untilNothingIsLeft()]);
    await untilNothingIsLeft();
    const counted = `SELECT count(*)::int AS mails, count(DISTINCT recipient_id)::int AS people FROM message`;
    expect(await own.look(counted)).toEqual([{ mails: 450, people: 450 }]);
    expect(await own.look('SELECT handlers, digests FROM digest_run')).toEqual([{ handlers: 450, digests: 450 }]);
  });

  it('[R1] [R2] a leap year: each day once at the latest, on working days for those who want those, whatever clocks and processes do', async () => {
    // The hour that is left out on 26 March and comes twice on 29 October 2028.
    const closed = ['2028-01-07', '2028-07-17', '2028-12-27'];
    await set({ mode: 'DAILY', days: 'EVERY_DAY', hour: 3 }, closed);
    await choose('heikki', { mode: null, days: 'WORKING_DAYS' });
    await choose('olga', { mode: 'OFF', days: 'EVERY_DAY' });
    clock.set('2027-12-31T21:00:00Z');
    await waiting(['hanna', 'heikki', 'olga'].map((id) => part(id)));
    let process = job();
    for (let n = 0; n < 366; n++) {
      const begin = new Date(`${addDays('2027-12-31', n)}T22:00:00Z`).getTime();
      const changesClocks = ['2028-03-26', '2028-10-29'].includes(addDays('2028-01-01', n));
      for (let hours = 0; hours < 24; hours += changesClocks ? 0.5 : 6) {
        clock.set(new Date(begin + hours * HOUR_MS));
        await untilNothingIsLeft(process);
      }
      if (n % 30 === 7) {
        process = job();
        await Promise.all([untilNothingIsLeft(), untilNothingIsLeft()]);
        // Set back by a day and more.
        clock.advance(-30 * HOUR_MS);
        await untilNothingIsLeft();
      }
    }
    const year = Array.from({ length: 366 }, (_, n) => addDays('2028-01-01', n));
    expect(await daysOf('hanna')).toEqual(year);
    expect(await daysOf('heikki')).toEqual(year.filter((day) => isWorkingDay(day) && !closed.includes(day)));
    expect(await daysOf('olga')).toEqual([]);
    for (const holiday of ['2028-01-06', '2028-04-14', '2028-05-25', '2028-06-23', '2028-12-06', '2028-12-25']) {
      expect(await daysOf('heikki')).not.toContain(holiday);
    }
  }, 120_000);
});
