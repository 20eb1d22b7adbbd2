import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EVENT_TYPE_PREFIX,
  type EventName,
  goldenSamples,
  type ServiceName,
  SERVICES,
  TOPICS,
  topicOf,
} from '#contracts';
import { decode } from '#messaging';
import {
  as,
  closeTesting,
  database,
  eventually,
  outsideClient,
  publish,
  readTopic,
  stack,
  topicMessages,
} from '#testing';
import { demoPerson } from '#testing/demo';
import { aSentApplication, anOpenApplication, call, succeeded } from '../../apps/applications/test/driving.js';
import {
  applicationInProcess,
  APPROVAL,
  decide,
  decidedPart,
  partInput,
  record,
  sentApplication,
  settled,
} from '../../apps/decisions/test/driving.js';
import { setRights } from '../../apps/applications/test/rights.js';
import { addKeyword, changeKeyword, retireAll } from '../../apps/recognition-bank/test/codeset.js';
import { givenHoks, givenStudyRight } from '../../apps/study-rights/test/provider.js';
import { hoks, OPPILAITOS } from '../../apps/study-rights/test/samples.js';
import { noFindings } from '../stories/findings.js';
import { Outside } from '../stories/outside.js';
import { STORY } from '../stories/story.js';
import { itWith, PYTHON_EXAMPLE, pythonOfExample, run } from './other-tools.js';

const UNIVERSITY = demoPerson('aino').institutionOid;

/** Every event that our services write is produced here; events of outside systems are not. */
const samples = TOPICS.filter(({ producer }) => (SERVICES as readonly string[]).includes(producer)).flatMap(
  ({ events }) =>
    events.flatMap((event) => [...goldenSamples(event)].map(([sample, body]) => [event, sample, body] as const)),
);

/** Retired again in the end: the other scenarios decide with words of their own. */
async function keywordsAddedAndMerged(): Promise<void> {
  const terms = { fi: 'näytekoodi', sv: 'exempelkod', en: 'sample code' };
  const kept = await addKeyword(terms, [4, 7]);
  const gone = await addKeyword({ fi: 'näytekoodit' });
  await changeKeyword(gone, 'merge', { into: kept.code });
  await retireAll();
}

/** The whole main job, and cases that it does not cover: a part returned for its type, a cancellation, a lost race. */
async function live(): Promise<void> {
  const [outside, findings] = [new Outside(), noFindings()];
  for (const { run: step } of STORY) await step(outside, findings);

  const { decisionId } = await decidedPart(partInput({ bases: [A_BASIS] }), APPROVAL);
  await record(await as('hanna'), decisionId);

  const returned = await anOpenApplication();
  const [part] = returned.parts;
  succeeded(
    await call('hanna', 'post', `/${returned.id}/parts/${part?.id}/return`, {
      reasonCodes: ['EVIDENCE'],
      fields: [{ path: 'bases.0.gainedOn', code: 'WRONG' }],
      message: 'Päivä ei vastaa todistusta.',
    }),
  );
  succeeded(await call('aino', 'post', `/${returned.id}/resubmit`, {}));
  const again = { reasonCodes: ['TYPE'], message: 'Tyyppi on yhä väärä.' };
  succeeded(await call('hanna', 'post', `/${returned.id}/parts/${part?.id}/return`, again));

  const proposed = await anOpenApplication();
  const partPath = `/${proposed.id}/parts/${proposed.parts[0]?.id}/proposed-change`;
  const change = { type: 'INCLUSION', targets: [], creditsApplied: 3 };
  const { version } = succeeded(await call('hanna', 'post', partPath, change, { 'if-match': `"${proposed.version}"` }));
  succeeded(await call('aino', 'post', `${partPath}/decline`, {}, { 'if-match': `"${version}"` }));

  const moved = await anOpenApplication();
  const to = { handlerId: demoPerson('heikki').personId };
  succeeded(await call('hanna', 'post', `/${moved.id}/transfer`, to, { 'if-match': `"${moved.version}"` }));

  const cancelled = await aSentApplication();
  succeeded(await call('aino', 'post', `/${cancelled.id}/cancel`, {}));
  succeeded(await call('aino', 'post', `/${cancelled.id}/reopen`, {}));

  await publish('national.virta-study-rights-sent.v1', UNIVERSITY, UNIVERSITY, {
    institutionOid: UNIVERSITY,
    xml: readFileSync('apps/study-rights/test/virta/virta-opiskelija.xml', 'utf8').replace('<Koodi>2<', '<Koodi>9<'),
  });

  await keywordsAddedAndMerged();
  await setRights({ 'handle-application': [{ role: 'HANDLER', conditions: ['SAME_PROGRAMME'] }] });
  await setRights({});

  await aHoksWithFeedback();
  await eventually('a decision that a cancellation overtook', overtakenDecision, 90_000);
  await copiesLoseTheirWay(decisionId, findings.studyRightOid ?? '');
}

/** A HOKS whose trigger date has come, and the same once more by event, which is refused. */
async function aHoksWithFeedback(): Promise<void> {
  const provider = await as('paivi');
  const studyRight = await givenStudyRight(provider);
  await givenHoks(provider, studyRight);
  const again = hoks(studyRight.oid, studyRight.learner);
  const body = { institutionOid: OPPILAITOS, operation: 'STORE', hoks: again } as const;
  await publish('national.hoks-sent.v1', studyRight.oid, OPPILAITOS, body);
  await readTopic('study-rights.hoks-answer.v1', ({ key }) => key === studyRight.oid);
  await eventually('the survey is triggered', () =>
    formsOnTheTopic('study-rights.feedback-decided.v1').then(({ size }) => size > 0),
  );
}

/** The events between services when a copy has drifted (docs/adr/0018). */
async function copiesLoseTheirWay(decisionId: string, studyRightId: string): Promise<void> {
  const damage = (service: ServiceName, statement: string, id: unknown) => database(service).query(statement, [id]);

  const lost = await sentApplication(partInput({ bases: [A_BASIS] }));
  const hanna = await as('hanna');
  const caseOfIt = `/api/decisions/v1/cases/${lost.applicationId}`;
  await eventually('the case', async () => (await hanna.get(caseOfIt)).status === 200);
  await damage('decisions', 'DELETE FROM case_part WHERE application_id = $1', lost.applicationId);
  await damage('decisions', 'DELETE FROM application_case WHERE application_id = $1', lost.applicationId);
  await call('hanna', 'post', `/${lost.applicationId}/start-processing`, {});
  await eventually('the case, published again', async () => (await hanna.get(caseOfIt)).status === 200);

  const { rows } = await damage('decisions', 'SELECT bank_key AS key FROM decision WHERE id = $1', decisionId);
  const { key } = rows[0] as { key: string };
  const entry = 'SELECT 1 FROM precedent WHERE bank_key = $1';
  await eventually('the entry', async () => (await damage('recognition-bank', entry, key)).rowCount === 1);
  await damage(
    'decisions',
    `UPDATE decision SET recorded_at = recorded_at - interval '40 days' WHERE id = $1`,
    decisionId,
  );
  await damage('recognition-bank', 'DELETE FROM precedent WHERE bank_key = $1', key);
  await damage('applications', 'UPDATE study_right_copy SET version = 0 WHERE study_right_id = $1', studyRightId);
  const studyRight = 'SELECT 1 FROM study_right_copy WHERE study_right_id = $1 AND version > 0';
  const there = async (service: ServiceName, statement: string, id: unknown) =>
    (await damage(service, statement, id)).rowCount === 1;
  // One digest raises suspicion; a later one confirms it, so that digests are due until both copies are whole.
  await eventually(
    'the entry and the study right, published again',
    async () => {
      for (const owner of OWNERS) await database(owner).query('UPDATE digest_run SET due = true');
      return (await there('recognition-bank', entry, key)) && (await there('applications', studyRight, studyRightId));
    },
    90_000,
  );
}

/** Services that publish digests. */
const OWNERS = ['applications', 'decisions', 'study-rights'] as const;

const A_BASIS = {
  kind: 'COMPETENCE',
  name: 'Scrum Master',
  organisation: 'Esimerkki Oy',
  gainedOn: '2022-05-15',
} as const;

/** The student cancels while the handler decides: true when the decision was proposed and then void. */
async function overtakenDecision(): Promise<boolean> {
  const { applicationId, partIds } = await applicationInProcess(partInput());
  const [decided] = await Promise.all([
    decide(await as('hanna'), applicationId, partIds[0], APPROVAL),
    call('aino', 'post', `/${applicationId}/cancel`, {}),
  ]);
  return decided.status === 202 && (await settled(decided.body.id)) === 'VOID';
}

/**
 * The shape of a body without its values: fields and types, with states and kinds (capital letters) as they are; of a
 * list the different forms of its elements.
 */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((element) => JSON.stringify(formOf(element))))].sort();
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => a.localeCompare(b));
    return Object.fromEntries(entries.map(([key, inner]) => [key, formOf(inner)]));
  }
  if (typeof value === 'string') return /^[A-Z]+(_[A-Z]+)*$/.test(value) && value.length > 3 ? value : 'text';
  return value === null ? null : typeof value;
}

/** Forms of all bodies of an event so far, with their names of ours. */
async function formsOnTheTopic(event: EventName): Promise<Set<string>> {
  const records = await topicMessages(topicOf(event).name);
  const ofEvent = records.filter(({ headers }) => headers['ce_type']?.endsWith(`.${event}`));
  return new Set(ofEvent.map(({ body }) => JSON.stringify(formOf(body))));
}

describe('what the services really publish', () => {
  beforeAll(() => live(), 300_000);
  afterAll(() => closeTesting());

  it.each(samples)('%s (%s): the golden sample is what is really produced', async (event, _sample, body) => {
    const wanted = JSON.stringify(formOf(body));
    await eventually(
      `a ${event} of the sample's form`,
      async () => (await formsOnTheTopic(event)).has(wanted),
      5_000,
    ).catch(async () => expect([...(await formsOnTheTopic(event))]).toContain(wanted));
  });

  itWith(
    pythonOfExample(),
    'a validator in Python with the published schemas agrees with ours about every record on every topic',
    async (command) => {
      const parameters = [join(PYTHON_EXAMPLE, 'check.py'), '--brokers', stack().kafkaBrokers.join(',')];
      const { stdout, stderr, code } = await run(command, [...parameters, ...TOPICS.map(({ name }) => name)]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const theirs = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as CheckedRecord);

      const ours = new Map<string, string[]>();
      const elsewhere = new Set<string>();
      for (const { name } of TOPICS) {
        await outsideClient().read(name, (message) => {
          const decoded = decode(message);
          const code = 'unreadable' in decoded ? decoded.unreadable.code : undefined;
          const structured = message.headers['content-type']?.startsWith('application/cloudevents') ?? false;
          if (structured || (code && !BY_SCHEMA.has(code))) elsewhere.add(placeOf(message));
          ours.set(placeOf(message), code ? [code] : []);
        });
      }
      await eventually('all records', async () => theirs.every((record) => ours.has(placeOf(record))), 40_000);
      const disagreements = theirs.filter(
        ({ wrong, ...place }) =>
          !elsewhere.has(placeOf(place)) && wrong.length > 0 !== (ours.get(placeOf(place)) ?? []).length > 0,
      );
      expect(disagreements.map((record) => ({ ...record, ours: ours.get(placeOf(record)) }))).toEqual([]);

      const valid = new Set(theirs.filter(({ wrong }) => wrong.length === 0).map(({ type }) => type));
      expect(samples.map(([event]) => event).filter((event) => !valid.has(EVENT_TYPE_PREFIX + event))).toEqual([]);
    },
    90_000,
  );
});

/** Cases that the schemas decide. Place, key and envelope of a record are matters of the topic list. */
const BY_SCHEMA: ReadonlySet<string> = new Set(['not-json', 'schema-violation', 'unknown-type']);

interface CheckedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly type: string;
  readonly wrong: readonly string[];
}

function placeOf({ topic, partition, offset }: { topic: string; partition: number; offset: number | string }): string {
  return `${topic} ${partition} ${offset}`;
}
