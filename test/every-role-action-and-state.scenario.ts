import { afterAll, describe, expect, it } from '@jest/globals';
import { anonymous, as, type Client, database, eventually, type Reply } from '#testing';
import { DEMO, demoPerson } from '#testing/demo';

/** Each person's each action on an application in each state, through HTTP: what the policy lets through, and nothing else. */

const APPLICATIONS = '/api/applications/v1/applications';
const DECISIONS = '/api/decisions/v1';
const OWN = demoPerson('aino').institutionOid;

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
  readonly send: (client: Client, subject: Subject) => Promise<Reply>;
  /** Who may, if they see it, and in which states. */
  readonly people: readonly Person[];
  readonly states: readonly State[];
  /** Roles that the door of the applications service lets in at all; others get 403 whatever they ask for. */
  readonly roles: readonly string[];
}

const part = { type: 'SUBSTITUTION', creditsApplied: 5, targets: [{ courseCode: 'TKT-103' }] };
const bases = [{ kind: 'COMPETENCE', name: 'Scrum Master', gainedOn: '2022-05-15' }];
const draft = {
  studyRightId: DEMO.studyRights.find(({ studentId }) => studentId === demoPerson('aino').personId)?.studyRightId,
  handlerId: demoPerson('hanna').personId,
  parts: [{ ...part, bases }],
};
const APPROVAL = { outcome: 'APPROVED', grantedCredits: 5, grade: '4', fieldOfEducation: 7, keywords: ['scrum'] };
const REJECTION = { outcome: 'REJECTED', reasons: 'Osaaminen ei vastaa tavoitteita.' };
const decide = (client: Client, { id, partId }: Subject, content: object) =>
  client.post(`${DECISIONS}/cases/${id}/parts/${partId}/decisions`, content);
const command =
  (name: string, body: object = {}) =>
  (client: Client, { id }: Subject) =>
    client.post(`${APPLICATIONS}/${id}/${name}`, body);

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
const WITH_DECISION: readonly State[] = ['APPROVED', 'REJECTED', 'RECORDED'];
const SEERS: readonly Person[] = ['owner', 'handler', 'another handler, who records', 'recorder', 'administrator'];

const ACTIONS: Readonly<Record<string, Action>> = {
  'read the application': {
    send: (client, { id }) => client.get(`${APPLICATIONS}/${id}`),
    ...{ people: SEERS, states: STATES, roles: READERS },
  },
  'edit the draft': {
    send: (client, { id }) => client.put(`${APPLICATIONS}/${id}`, draft, { 'if-match': '"1"' }),
    ...{ people: ['owner'], states: ['DRAFT'], roles: STUDENT },
  },
  'delete the draft': {
    send: (client, { id }) => client.delete(`${APPLICATIONS}/${id}`),
    ...{ people: ['owner'], states: ['DRAFT'], roles: STUDENT },
  },
  send: { send: command('submit'), ...{ people: ['owner'], states: ['DRAFT'], roles: STUDENT } },
  'take into processing': {
    send: command('start-processing'),
    // R8: once more changes nothing.
    ...{ people: ['handler'], states: ['SENT', 'IN_PROCESS', 'APPROVED'], roles: HANDLER },
  },
  'return a part': {
    send: (client, { id, partId }) =>
      client.post(`${APPLICATIONS}/${id}/parts/${partId}/return`, { reasonCodes: ['TYPE'], message: 'Tarkenna.' }),
    ...{ people: ['handler'], states: ['IN_PROCESS'], roles: HANDLER },
  },
  'send again': { send: command('resubmit'), ...{ people: ['owner'], states: ['RETURNED'], roles: STUDENT } },
  cancel: {
    send: command('cancel'),
    ...{ people: ['owner'], states: ['SENT', 'IN_PROCESS', 'RETURNED'], roles: STUDENT },
  },
  reopen: { send: command('reopen'), ...{ people: ['owner'], states: ['CANCELLED'], roles: STUDENT } },
  'see the case': {
    send: (client, { id }) => client.get(`${DECISIONS}/cases/${id}`),
    ...{ people: SEERS, states: STATES.filter((state) => state !== 'DRAFT'), roles: ANYBODY },
  },
  'see the decision': {
    send: (client, { decisionId }) => client.get(`${DECISIONS}/decisions/${decisionId}`),
    ...{ people: SEERS, states: WITH_DECISION, roles: ANYBODY },
  },
  approve: {
    send: (client, subject) => decide(client, subject, APPROVAL),
    ...{ people: ['handler'], states: ['IN_PROCESS'], roles: ANYBODY },
  },
  reject: {
    send: (client, subject) => decide(client, subject, REJECTION),
    ...{ people: ['handler'], states: ['IN_PROCESS'], roles: ANYBODY },
  },
  record: {
    send: (client, { decisionId }) => client.post(`${DECISIONS}/decisions/${decisionId}/recording`, {}),
    // R113: once more gives what is recorded.
    people: ['handler', 'another handler, who records', 'recorder'],
    ...{ states: ['APPROVED', 'RECORDED'], roles: ANYBODY },
  },
};

/** Who sees the application of Aino and Hanna (ADR 35). */
function sees(person: Person, state: State): boolean {
  if (person === 'owner') return true;
  if (state === 'DRAFT') return false;
  if (person === 'handler' || person === 'administrator') return true;
  const records = person === 'recorder' || person === 'another handler, who records';
  return records && (state === 'APPROVED' || state === 'RECORDED');
}

/** What the policy says: the class of the answer. */
function expected(name: string, person: Person, state: State): number {
  const action = ACTIONS[name] as Action;
  if (person === 'nobody') return 401;
  const roles: readonly string[] = demoPerson(PEOPLE[person]).roles;
  if (!roles.some((role) => action.roles.includes(role))) return 403;
  const isKnown = !/case|decision|approve|reject|record/.test(name) || state !== 'DRAFT';
  if (!isKnown || !sees(person, state)) return 404;
  const decided = WITH_DECISION.includes(state);
  if (/decision|record/.test(name) && !decided) return 404;
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

/** Aino's application of one part, brought into the state. */
async function applicationIn(state: State): Promise<Subject> {
  const [aino, hanna] = [await as('aino'), await as('hanna')];
  const { body } = await succeeded(aino.post<{ id: string; parts: { id: string }[] }>(APPLICATIONS, draft));
  const drafted = { id: body.id, partId: body.parts[0]?.id ?? '', decisionId: body.id };
  const path = `${APPLICATIONS}/${drafted.id}`;
  if (state === 'DRAFT') return drafted;
  await succeeded(aino.post(`${path}/submit`, {}));
  const known = eventually(
    'decisions knows',
    async () => (await aino.get(`${DECISIONS}/cases/${drafted.id}`)).status === 200,
  );
  if (state === 'SENT') return known.then(() => drafted);
  await succeeded(hanna.post(`${path}/start-processing`, {}));
  if (state === 'RETURNED') {
    await succeeded(
      hanna.post(`${path}/parts/${drafted.partId}/return`, { reasonCodes: ['TYPE'], message: 'Tarkenna.' }),
    );
  }
  if (state === 'CANCELLED') await succeeded(aino.post(`${path}/cancel`, {}));
  const reached = WITH_DECISION.includes(state) ? 'IN_PROCESS' : state;
  await eventually(`decisions follows to ${reached}`, async () => {
    const { body: kase } = await aino.get<{ parts: { state: string }[] }>(`${DECISIONS}/cases/${drafted.id}`);
    return kase.parts[0]?.state === reached;
  });
  if (!WITH_DECISION.includes(state)) return drafted;
  const content = state === 'REJECTED' ? REJECTION : APPROVAL;
  const made = await succeeded(decide(hanna, drafted, content) as Promise<Reply<{ id: string }>>);
  const subject = { ...drafted, decisionId: made.body.id };
  await eventually('the decision is final', async () => {
    const { body: seen } = await hanna.get<{ status?: string; state?: string }>(
      `${DECISIONS}/decisions/${subject.decisionId}`,
    );
    return seen.state === 'FINAL';
  });
  if (state === 'RECORDED') {
    await succeeded(hanna.post(`${DECISIONS}/decisions/${subject.decisionId}/recording`, {}));
    await eventually('the application is handled', async () => {
      return (await aino.get<{ state: string }>(path)).body.state === 'HANDLED';
    });
  }
  return subject;
}

async function succeeded<T>(sending: Promise<Reply<T>>): Promise<Reply<T>> {
  const reply = await sending;
  if (reply.status >= 300) throw new Error(`refused: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply;
}

/** What a refused action could have changed. */
async function storedOf({ id }: Subject): Promise<object> {
  const { rows: applications } = await database('applications').query(
    `SELECT version, (SELECT array_agg(state) FROM application_part WHERE application_id = a.id) AS states,
            (SELECT count(*)::int FROM outbox WHERE aggregateid = a.id::text) AS events
       FROM application a WHERE institution_oid = $1 AND id = $2`,
    [OWN, id],
  );
  const { rows: decisions } = await database('decisions').query(
    `SELECT state, outcome FROM decision WHERE institution_oid = $1 AND application_id = $2`,
    [OWN, id],
  );
  return { applications, decisions };
}
