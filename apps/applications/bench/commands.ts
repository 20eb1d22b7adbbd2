import type { LocalIssuer } from '#testing';
import { median, quantile, type Section, until, whole } from '../../../libs/messaging/bench/measuring.js';
import { range, round, type Round, timesOf } from '../../../scripts/bench/round.js';
import { ask } from '../../../scripts/bench/service.js';
import { COURSES, HANDLER, INSTITUTION, RECORDER, STUDENTS } from './people.js';
import { PROPOSED, type Side } from './side.js';

export interface CommandsSize {
  /** Applications of one round: each command is given so many times. */
  readonly applications: number;
  readonly rounds: number;
}

const AT_LEAST = 0.95;
const SETTLED_WITHIN_MS = 60_000;

/** One application on its way through all commands. */
interface Journey {
  readonly student: number;
  id: string;
  version: number;
  partIds: string[];
  decisionId: string;
}

/** A command, or what follows from it through Kafka. */
interface Command {
  readonly what: string;
  readonly give: (side: Side, journey: Journey) => Promise<void>;
  /** What has to have come of the round for its time to end. */
  readonly until?: (side: Side) => Promise<boolean>;
}

/** Rounds of one command on both sides, and the processor time of each per command. */
interface Compared {
  readonly what: string;
  readonly ours: Round[];
  readonly other: Round[];
  readonly ourProcessorMs: number[];
  readonly otherProcessorMs: number[];
}

export async function measureCommands(
  ours: Side,
  other: Side,
  issuer: LocalIssuer,
  { applications, rounds }: CommandsSize,
): Promise<Section> {
  const commands = commandsOf(await tokensOf(issuer));
  const compared = commands.map(({ what }): Compared => ({
    what,
    ours: [],
    other: [],
    ourProcessorMs: [],
    otherProcessorMs: [],
  }));
  // The first round warms up.
  for (let turn = 0; turn <= rounds; turn++) {
    const journeys = new Map(
      [ours, other].map((side) => [
        side,
        range(0, applications).map((n): Journey => ({ student: n, id: '', version: 0, partIds: [], decisionId: '' })),
      ]),
    );
    for (const [n, command] of commands.entries()) {
      const into = compared[n];
      // In turn, so that neither build always finds the machine as the other has left it.
      for (const side of (turn + n) % 2 === 0 ? [ours, other] : [other, ours]) {
        const before = side.processorMs();
        const result = await measured(command, side, journeys.get(side) ?? []);
        await side.untilQuiet();
        const processorMs = (side.processorMs() - before) / applications;
        if (turn === 0) continue;
        (side === ours ? into?.ours : into?.other)?.push(result);
        (side === ours ? into?.ourProcessorMs : into?.otherProcessorMs)?.push(processorMs);
      }
    }
  }
  const counts = await Promise.all([ours, other].map(requireAllDone));
  if (counts[0] !== counts[1]) throw new Error(`The builds did not do the same: ${counts.join(' and ')}`);
  return {
    title: 'Commands of applications and decisions',
    how:
      `Each build: applications and decisions in processes of their own on a Kafka and a PostgreSQL of their own, asked over HTTP by ` +
      `eight clients on behalf of ${STUDENTS.length} students. ${applications} applications of two parts in a round, ` +
      `${rounds} rounds after one that warms up; command after command, the builds in turn. Nothing of the other build is on its ` +
      `way meanwhile. Processor time is that of both services and PostgreSQL until all events of the command have been followed.`,
    columns: [
      ...['what', 'this build, per second (median)', 'the other build', 'this / other', 'lowest – highest round'],
      ...['this build: p50 ms', 'p95 ms', 'the other build: p50 ms', 'p95 ms'],
      ...['this build: processor ms', 'the other build', 'other / this'],
    ],
    rows: compared.map(rowOf),
    goals: [
      ...compared.map((one) => ({
        what: `${one.what} / the other build`,
        value: median(ratiosOf(one)),
        unit: '×',
        atLeast: AT_LEAST,
      })),
      {
        what: 'processor time of all commands, the other build / this build',
        value:
          sum(compared.map(({ otherProcessorMs }) => mean(otherProcessorMs))) /
          sum(compared.map(({ ourProcessorMs }) => mean(ourProcessorMs))),
        unit: '×',
        atLeast: AT_LEAST,
      },
    ],
    checked: [`Every answer was the expected one, and both builds stored the same: ${counts[0]}.`],
  };
}

async function measured({ give, until: done }: Command, side: Side, journeys: readonly Journey[]) {
  const from = performance.now();
  const result = await round(journeys, (journey) => give(side, journey));
  if (done) {
    await until('what the commands lead to', () => done(side), SETTLED_WITHIN_MS);
    return { ...result, perSecond: (journeys.length / (performance.now() - from)) * 1000 };
  }
  return result;
}

interface Tokens {
  readonly students: readonly string[];
  readonly handler: string;
  readonly recorder: string;
}

async function tokensOf(issuer: LocalIssuer): Promise<Tokens> {
  const token = async (sub: string, role: string) =>
    `Bearer ${await issuer.token({ sub, roles: [role], institution_oid: INSTITUTION, username: sub })}`;
  return {
    students: await Promise.all(STUDENTS.map(({ personId }) => token(personId, 'STUDENT'))),
    handler: await token(HANDLER, 'HANDLER'),
    recorder: await token(RECORDER, 'RECORDER'),
  };
}

function commandsOf(tokens: Tokens): readonly Command[] {
  const draft = ({ student }: Journey, creditsApplied: number) => ({
    studyRightId: STUDENTS[student % STUDENTS.length]?.studyRightId,
    handlerId: HANDLER,
    parts: [0, 1].map((n) => part(n, creditsApplied)),
  });
  const asStudent = (journey: Journey) => tokens.students[journey.student % tokens.students.length] ?? '';
  const toApplication =
    (method: string, path: string, by: (journey: Journey) => string, body: (journey: Journey) => object) =>
    async (side: Side, journey: Journey) => {
      const at = `${side.urls.applications}/api/applications/v1/applications${path.replace(':id', journey.id).replace(':part', journey.partIds[1] ?? '')}`;
      const answer = (await expected(method, at, by(journey), body(journey), journey.version)) as {
        id: string;
        version: number;
        parts: { id: string; number: number }[];
      };
      journey.id = answer.id;
      journey.version = answer.version;
      journey.partIds = answer.parts.toSorted((a, b) => a.number - b.number).map(({ id }) => id);
    };
  const asHandler = () => tokens.handler;
  const decide = async (side: Side, journey: Journey) => {
    const at = `${side.urls.decisions}/api/decisions/v1/cases/${journey.id}/parts/${journey.partIds[0]}/decisions`;
    journey.decisionId = ((await expected('POST', at, tokens.handler, APPROVAL)) as { id: string }).id;
  };
  return [
    { what: 'create draft', give: toApplication('POST', '', asStudent, (journey) => draft(journey, 5)) },
    { what: 'edit draft', give: toApplication('PUT', '/:id', asStudent, (journey) => draft(journey, 4)) },
    { what: 'submit', give: toApplication('POST', '/:id/submit', asStudent, () => ({})) },
    { what: 'start processing', give: toApplication('POST', '/:id/start-processing', asHandler, () => ({})) },
    { what: 'return part', give: toApplication('POST', '/:id/parts/:part/return', asHandler, () => RETURN) },
    {
      what: 'make decision and have it settled (through Kafka and back)',
      give: decide,
      until: async (side) => (await side.number('decisions', PROPOSED)) === 0,
    },
    {
      what: 'record',
      give: async (side, { decisionId }) => {
        const at = `${side.urls.decisions}/api/decisions/v1/decisions/${decisionId}/recording`;
        await expected('POST', at, tokens.recorder, {});
      },
    },
  ];
}

const RETURN = { reasonCodes: ['TYPE'], message: 'Täydennä, kiitos.' };
const APPROVAL = {
  outcome: 'APPROVED',
  grantedCredits: 4,
  grade: '4',
  fieldOfEducation: 7,
  keywords: ['projektinhallinta'],
};

function part(n: number, creditsApplied: number) {
  return {
    type: 'SUBSTITUTION',
    bases: [{ kind: 'COMPETENCE', name: 'Scrum Master', organisation: 'Esimerkki Oy', gainedOn: '2022-05-15' }],
    targets: [{ courseCode: COURSES[n]?.courseCode }],
    creditsApplied,
  };
}

async function expected(
  method: string,
  url: string,
  authorization: string,
  body: object,
  version = 0,
): Promise<unknown> {
  const { status, text } = await ask(
    method,
    url,
    authorization,
    body,
    version > 0 ? { 'if-match': `"${version}"` } : {},
  );
  if (status >= 300) throw new Error(`${method} ${url} was answered with ${status}: ${text}`);
  return JSON.parse(text);
}

/** How much each build has in the end; alike when both have done the same. */
async function requireAllDone(side: Side): Promise<string> {
  const recorded = await side.number('decisions', `SELECT count(*) AS n FROM decision WHERE state = 'RECORDED'`);
  const attainments = await side.number('decisions', 'SELECT count(*) AS n FROM attainment');
  const applications = await side.number('applications', 'SELECT count(*) AS n FROM application');
  const letters = await Promise.all(
    (['applications', 'decisions'] as const).map((service) =>
      side.number(service, 'SELECT count(*) AS n FROM dead_letter'),
    ),
  );
  if (sum(letters) > 0) throw new Error('An event has become a dead letter');
  return `${applications} applications, ${recorded} recorded decisions, ${attainments} attainments`;
}

function ratiosOf({ ours, other }: Compared): number[] {
  return ours.map(({ perSecond }, n) => perSecond / (other[n]?.perSecond ?? NaN));
}

function rowOf(one: Compared): string[] {
  const rates = [one.ours, one.other].map((rounds) => whole(median(rounds.map(({ perSecond }) => perSecond))));
  const ratios = ratiosOf(one);
  const times = [one.ours, one.other].flatMap((rounds) =>
    [0.5, 0.95].map((at) => quantile(timesOf(rounds), at).toFixed(1)),
  );
  const [its, others] = [mean(one.ourProcessorMs), mean(one.otherProcessorMs)];
  return [
    ...[one.what, ...rates, `${median(ratios).toFixed(2)} ×`],
    `${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)}`,
    ...[...times, its.toFixed(2), others.toFixed(2), `${(others / its).toFixed(2)} ×`],
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
