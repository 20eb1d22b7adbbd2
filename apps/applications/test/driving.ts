import { as, database, type Reply } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';

/** Steps of the scenarios, through HTTP as the demo people. */

export const APPLICATIONS = '/api/applications/v1/applications';
export const SETTINGS = '/api/applications/v1/settings';
export const HANNA = demoPerson('hanna').personId;
export const METSALA = demoPerson('aino').institutionOid;
export const SAARISTO = demoPerson('oskar').institutionOid;

interface OfferedAction {
  readonly action: string;
  readonly possible: boolean;
  readonly code: string | null;
  readonly text: { readonly fi: string } | null;
}

export interface Part {
  readonly id: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly round: number;
  readonly handlerId: string | null;
  readonly type: string;
  readonly returnMessage: string | null;
  readonly allowedActions: readonly string[];
  readonly actions: readonly OfferedAction[];
}

export interface Application {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly label: { fi: string };
  readonly outcomeLabel: { fi: string } | null;
  readonly continuedFromId: string | null;
  readonly parts: readonly Part[];
  readonly allowedActions: readonly string[];
  readonly actions: readonly OfferedAction[];
}

/** The answer to a command or a reading: the application, or a problem document. */
export type Answer = Application & {
  readonly code?: string;
  readonly currentVersion?: number;
  readonly current?: {
    readonly version: number;
    readonly changedAt: string;
    readonly changedBy: { readonly role: string; readonly personId: string | null };
    readonly changedFields: readonly string[] | null;
    readonly state: string;
  };
  readonly errors?: readonly { path: string; code: string; message: string }[];
};

export function aPartInput(changes: object = {}) {
  return {
    type: 'SUBSTITUTION',
    bases: [{ kind: 'COMPETENCE', name: 'Scrum Master', organisation: 'Esimerkki Oy', gainedOn: '2022-05-15' }],
    targets: [{ courseCode: 'TKT-103' }],
    creditsApplied: 5,
    ...changes,
  };
}

export function aDraftInput(changes: object = {}) {
  return { studyRightId: studyRightOf('aino'), handlerId: HANNA, parts: [aPartInput()], ...changes };
}

/** A command or reading of an application by a demo person. */
export async function call(
  username: string,
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Reply<Answer>> {
  const client = await as(username);
  return client[method]<Answer>(`${APPLICATIONS}${path}`, body, headers);
}

/** Aino's draft; throws when it is refused. */
export async function aDraft(changes: object = {}): Promise<Application> {
  return succeeded(await call('aino', 'post', '', aDraftInput(changes)));
}

/** Aino's application at Hanna's desk, as many parts as asked for. */
export async function aSentApplication(partCount = 1): Promise<Application> {
  const { id } = await aDraft({ parts: Array.from({ length: partCount }, () => aPartInput()) });
  return succeeded(await call('aino', 'post', `/${id}/submit`, {}));
}

/** Aino's application, taken into processing by Hanna. */
export async function anOpenApplication(partCount = 1): Promise<Application> {
  const { id } = await aSentApplication(partCount);
  return succeeded(await call('hanna', 'post', `/${id}/start-processing`, {}));
}

export function succeeded(reply: Reply<Answer>): Application {
  if (reply.status >= 300) throw new Error(`refused: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** All that a refused command at this institution could have changed: applications, their parts, and events. */
export async function everythingStored(institutionOid: string): Promise<object> {
  const { rows } = await database('applications').query(
    `SELECT (SELECT count(*)::int FROM application WHERE institution_oid = $1) AS applications,
            (SELECT count(*)::int FROM application_part WHERE institution_oid = $1) AS parts,
            (SELECT coalesce(sum(version), 0)::int FROM application WHERE institution_oid = $1) AS versions,
            (SELECT count(*)::int FROM idempotency_key WHERE institution_oid = $1) AS keys,
            (SELECT count(*)::int FROM outbox WHERE institution_oid = $1) AS events`,
    [institutionOid],
  );
  return rows[0] as object;
}

export interface Settings {
  readonly version: number;
  readonly blockedStudyRightTypes: readonly string[];
  readonly handlingLimitDays: number | null;
  readonly changeProposalDays: number;
}

/** Anna sets one thing for the institution; again when another scenario has set something meanwhile. */
export async function set(path: string, body: object): Promise<Settings> {
  const anna = await as('anna');
  for (let tries = 5; ; tries--) {
    const { version } = (await anna.get<Settings>(SETTINGS)).body;
    const reply = await anna.put<Settings>(`${SETTINGS}${path}`, body, { 'if-match': `"${version}"` });
    if (reply.status === 200) return reply.body;
    if (reply.status !== 409 || tries === 1) throw new Error(`Not set: ${JSON.stringify(reply.body)}`);
  }
}
