import { afterAll, describe, expect, it } from '@jest/globals';
import { anonymous, as, type Client, database, eventually, type Reply } from '#testing';
import { demoPerson } from '#testing/demo';
import { aDraft, aDraftInput, aPartInput, APPLICATIONS } from '../apps/applications/test/driving.js';
import {
  applicationInProcess,
  APPROVAL,
  decide,
  decidedPart,
  METSALA,
  partInput,
  record,
  REJECTION,
  sentApplication,
} from '../apps/decisions/test/driving.js';

/** Every action by every person in every state, through HTTP: exactly what the policy allows succeeds. */

const DECISIONS = '/api/decisions/v1';

/** The application is Aino's and Hanna's; Heikki handles and records as well, but not this one. */
const PEOPLE = {
  owner: 'aino',
  'another student': 'ville',
  handler: 'hanna',
  'another handler, who records': 'heikki',
  recorder: 'raija',
  administrator: 'anna',
  "another institution's student": 'oskar',
  "another institution's handler": 'olga',
  provider: 'paivi',
  'support desk': 'tuki',
  nobody: '',
} as const;
type Person = keyof typeof PEOPLE;

const STATES = ['DRAFT', 'SENT', 'IN_PROCESS', 'RETURNED', 'CANCELLED', 'APPROVED', 'REJECTED', 'RECORDED'] as const;
type State = (typeof STATES)[number];

interface Subject {
  readonly id: string;
  readonly partId: string;
  readonly decisionId: string;
}

interface Action {
  /** Its name in the policy and the table of states; reading has none. `npm run check -- house` holds that each command has a row. */
  readonly command?: string;
  readonly send: (client: Client, subject: Subject) => Promise<Reply>;
  /** Who may, if they see it, and in which states. */
  readonly people: readonly Person[];
  readonly states: readonly State[];
  /** Roles that the applications service lets in at all; others get 403 for every request. */
  readonly roles: readonly string[];
}

const command =
  (name: string, body: object = {}) =>
  (client: Client, { id }: Subject) =>
    client.post(`${APPLICATIONS}/${id}/${name}`, body);

const giveBack = (client: Client, { id, partId }: Subject) =>
  client.post(`${APPLICATIONS}/${id}/parts/${partId}/return`, { reasonCodes: ['TYPE'], message: 'Tarkenna.' });

/** On the version that stands, as its student reads it. */
const move =
  (name: string, body: object = {}) =>
  async (client: Client, { id }: Subject) => {
    return client.post(`${APPLICATIONS}/${id}/${name}`, body, { 'if-match': `"${await versionOf(id)}"` });
  };

async function versionOf(id: string): Promise<number> {
  return (await (await as('aino')).get<{ version: number }>(`${APPLICATIONS}/${id}`)).body.version;
}

function propose(client: Client, id: string, partId: string, version: number): Promise<Reply> {
  const proposal = { type: 'INCLUSION', targets: [], creditsApplied: 3 };
  const path = `${APPLICATIONS}/${id}/parts/${partId}/proposed-change`;
  return client.post(path, proposal, { 'if-match': `"${version}"` });
}

async function answer(client: Client, id: string, partId: string, how: 'accept' | 'decline'): Promise<Reply> {
  const path = `${APPLICATIONS}/${id}/parts/${partId}/proposed-change/${how}`;
  return client.post(path, {}, { 'if-match': `"${await versionOf(id)}"` });
}

const STUDENT = ['STUDENT'];
const HANDLER = ['HANDLER'];
const ANYBODY = [
  'STUDENT',
  'HANDLER',
  'DECISION_MAKER',
  'RECORDER',
  'ADMIN',
  'SUPPORT',
  'PROVIDER',
  'PROVIDER_INVALIDATOR',
];
const READERS = ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'];
const WITH_A_HANDLER: readonly State[] = ['SENT', 'IN_PROCESS', 'RETURNED'];
const WITH_DECISION: readonly State[] = ['APPROVED', 'REJECTED', 'RECORDED'];
const SEERS: readonly Person[] = ['owner', 'handler', 'another handler, who records', 'recorder', 'administrator'];

const ACTIONS: Readonly<Record<string, Action>> = {
  'read the application': {
    send: (client, { id }) => client.get(`${APPLICATIONS}/${id}`),
    ...{ people: SEERS, states: STATES, roles: READERS },
  },
  'edit the draft': {
    command: 'edit-draft',
    send: (client, { id }) => client.put(`${APPLICATIONS}/${id}`, aDraftInput(), { 'if-match': '"1"' }),
    ...{ people: ['owner'], states: ['DRAFT'], roles: STUDENT },
  },
  'delete the draft': {
    command: 'delete-draft',
    send: (client, { id }) => client.delete(`${APPLICATIONS}/${id}`),
    ...{ people: ['owner'], states: ['DRAFT'], roles: STUDENT },
  },
  send: {
    command: 'submit-application',
    send: command('submit'),
    ...{ people: ['owner'], states: ['DRAFT'], roles: STUDENT },
  },
  'take into processing': {
    command: 'start-processing',
    send: command('start-processing'),
    // R8: a repetition changes nothing.
    ...{ people: ['handler'], states: ['SENT', 'IN_PROCESS', 'APPROVED'], roles: HANDLER },
  },
  'take parts over': {
    command: 'take-over-parts',
    send: move('take-over'),
    ...{ people: ['another handler, who records'], states: WITH_A_HANDLER, roles: HANDLER },
  },
  'transfer parts': {
    command: 'transfer-parts',
    send: move('transfer', { handlerId: demoPerson('heikki').personId }),
    ...{ people: ['handler', 'administrator'], states: WITH_A_HANDLER, roles: [...HANDLER, 'ADMIN'] },
  },
  'propose a change': {
    command: 'propose-change',
    send: async (client, { id, partId }) => propose(client, id, partId, await versionOf(id)),
    ...{ people: ['handler'], states: ['IN_PROCESS'], roles: HANDLER },
  },
  'accept the change': {
    command: 'accept-change',
    send: (client, { id, partId }) => answer(client, id, partId, 'accept'),
    // Nothing is proposed here: what is, in propose-change.scenario.ts. So with declining.
    ...{ people: ['owner'], states: [], roles: STUDENT },
  },
  'decline the change': {
    command: 'decline-change',
    send: (client, { id, partId }) => answer(client, id, partId, 'decline'),
    ...{ people: ['owner'], states: [], roles: STUDENT },
  },
  'return a part': {
    command: 'return-part',
    send: giveBack,
    // The newest change asked for again is answered with what it reached; so it is with a cancellation and a decision.
    ...{ people: ['handler'], states: ['IN_PROCESS', 'RETURNED'], roles: HANDLER },
  },
  'edit the returned part': {
    command: 'edit-returned-part',
    // Written, sent, taken into processing and returned: version 4.
    send: (client, { id, partId }) =>
      client.put(`${APPLICATIONS}/${id}/parts/${partId}`, aPartInput(), { 'if-match': '"4"' }),
    ...{ people: ['owner'], states: ['RETURNED'], roles: STUDENT },
  },
  'send again': {
    command: 'resubmit-parts',
    send: command('resubmit'),
    ...{ people: ['owner'], states: ['RETURNED'], roles: STUDENT },
  },
  cancel: {
    command: 'cancel-application',
    send: command('cancel'),
    ...{ people: ['owner'], states: ['SENT', 'IN_PROCESS', 'RETURNED', 'CANCELLED'], roles: STUDENT },
  },
  reopen: {
    command: 'reopen-application',
    send: command('reopen'),
    ...{ people: ['owner'], states: ['CANCELLED'], roles: STUDENT },
  },
  'see the case': {
    send: (client, { id }) => client.get(`${DECISIONS}/cases/${id}`),
    ...{ people: SEERS, states: STATES.filter((state) => state !== 'DRAFT'), roles: ANYBODY },
  },
  'see the decision': {
    send: (client, { decisionId }) => client.get(`${DECISIONS}/decisions/${decisionId}`),
    ...{ people: SEERS, states: WITH_DECISION, roles: ANYBODY },
  },
  approve: {
    command: 'make-decision',
    send: (client, { id, partId }) => decide(client, id, partId, APPROVAL),
    ...{ people: ['handler'], states: ['IN_PROCESS', 'APPROVED', 'RECORDED'], roles: ANYBODY },
  },
  reject: {
    command: 'make-decision',
    send: (client, { id, partId }) => decide(client, id, partId, REJECTION),
    ...{ people: ['handler'], states: ['IN_PROCESS', 'REJECTED'], roles: ANYBODY },
  },
  record: {
    command: 'record-recognition',
    send: (client, { decisionId }) => record(client, decisionId),
    // R113: a repetition returns the recording.
    people: ['handler', 'another handler, who records', 'recorder'],
    ...{ states: ['APPROVED', 'RECORDED'], roles: ANYBODY },
  },
};

const MOVES: readonly string[] = ['take parts over', 'transfer parts'];

/** Who sees the application of Aino and Hanna (ADR 35). */
function sees(person: Person, state: State, name: string): boolean {
  if (person === 'owner') return true;
  if (state === 'DRAFT') return false;
  // A colleague of the degree programme knows of it from the list of what can be taken over.
  if (MOVES.includes(name) && person === 'another handler, who records') return true;
  if (person === 'handler' || person === 'administrator') return true;
  const records = person === 'recorder' || person === 'another handler, who records';
  return records && (state === 'APPROVED' || state === 'RECORDED');
}

/** The class of the answer by the policy. */
function expected(name: string, person: Person, state: State): number {
  const action = ACTIONS[name] as Action;
  if (person === 'nobody') return 401;
  const roles: readonly string[] = demoPerson(PEOPLE[person]).roles;
  if (!roles.some((role) => action.roles.includes(role))) return 403;
  const isKnown = !/case|decision|approve|reject|record/.test(name) || state !== 'DRAFT';
  if (!isKnown || !sees(person, state, name)) return 404;
  const decided = WITH_DECISION.includes(state);
  if (/decision|record/.test(name) && !decided) return 404;
  // Who could take over, but has it already.
  if (name === 'take parts over' && person === 'handler') return 409;
  if (!action.people.includes(person)) return 403;
  return action.states.includes(state) ? 200 : 409;
}

describe('every person, action and state', () => {
  const clients = new Map<Person, Client>();
  const clientOf = async (person: Person): Promise<Client> => {
    const known = clients.get(person) ?? (person === 'nobody' ? anonymous() : await as(PEOPLE[person]));
    clients.set(person, known);
    return known;
  };
  let cells = 0;
  afterAll(() => {
    process.stdout.write(`  ${cells} cells\n`);
  });

  it.each(STATES)(
    '%s',
    async (state) => {
      const wrong: string[] = [];
      const shared = await applicationIn(state);
      const before = await storedOf(shared);
      for (const name of Object.keys(ACTIONS)) {
        for (const person of Object.keys(PEOPLE) as Person[]) {
          const wanted = expected(name, person, state);
          // What goes through changes the application: the next one finds another.
          const subject = wanted === 200 ? await applicationIn(state) : shared;
          const { status } = await (ACTIONS[name] as Action).send(await clientOf(person), subject);
          const kind = status < 300 ? 200 : status;
          cells++;
          if (kind !== wanted) wrong.push(`${person} may not or may ${name}: ${status} instead of ${wanted}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(await storedOf(shared)).toEqual(before);
    },
    300_000,
  );
});

/** Aino's application of one part, brought into the state, and the decisions service has heard of it. */
async function applicationIn(state: State): Promise<Subject> {
  if (state === 'DRAFT') {
    const { id, parts } = await aDraft();
    return { id, partId: parts[0]?.id ?? '', decisionId: id };
  }
  if (WITH_DECISION.includes(state)) {
    const decided = await decidedPart(partInput(), state === 'REJECTED' ? REJECTION : APPROVAL);
    if (state === 'RECORDED') {
      await record(await as('hanna'), decided.decisionId);
      await follows(APPLICATIONS, decided.applicationId, 'HANDLED');
    }
    return { id: decided.applicationId, partId: decided.partIds[0] ?? '', decisionId: decided.decisionId };
  }
  const sent = state === 'SENT' ? await sentApplication(partInput()) : await applicationInProcess(partInput());
  const subject = { id: sent.applicationId, partId: sent.partIds[0] ?? '', decisionId: sent.applicationId };
  if (state === 'RETURNED') await giveBack(await as('hanna'), subject);
  if (state === 'CANCELLED') await command('cancel')(await as('aino'), subject);
  await follows(`${DECISIONS}/cases`, subject.id, state);
  return subject;
}

/** Waits until the part is in the state where its student looks. */
async function follows(where: string, id: string, state: string): Promise<void> {
  const aino = await as('aino');
  await eventually(`${where} follows to ${state}`, async () => {
    const { status, body } = await aino.get<{ parts: { state: string }[] }>(`${where}/${id}`);
    return status === 200 && body.parts[0]?.state === state;
  });
}

/** The state that a refused action could have changed. */
async function storedOf({ id }: Subject): Promise<object> {
  const { rows: applications } = await database('applications').query(
    `SELECT version, (SELECT array_agg(state) FROM application_part WHERE application_id = a.id) AS states,
            (SELECT count(*)::int FROM outbox WHERE aggregateid = a.id::text) AS events
       FROM application a WHERE institution_oid = $1 AND id = $2`,
    [METSALA, id],
  );
  const { rows: decisions } = await database('decisions').query(
    `SELECT state, outcome FROM decision WHERE institution_oid = $1 AND application_id = $2`,
    [METSALA, id],
  );
  return { applications, decisions };
}
