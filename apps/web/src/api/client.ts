import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { currentLanguage } from '../texts/texts';
import type { paths as Applications } from './generated/applications';
import type { paths as Decisions } from './generated/decisions';
import type { paths as Gateway } from './generated/gateway';
import type { paths as Notifications } from './generated/notifications';
import type { paths as RecognitionBank } from './generated/recognition-bank';
import type { paths as StudyRights } from './generated/study-rights';
import { Problem, type ProblemDocument } from './problem';
import { personIsHere } from './presence';

/** No answer came: the network or the gateway is away. Its texts are the shell's. */
export const NO_ANSWER = 'client/no-answer';
const ENDED = ['session/none', 'session/ended'];
const SAFE = ['GET', 'HEAD'];

let csrfToken: string | undefined;
let whenSessionEnded: () => void = () => undefined;

/** The session hands over what requests need of it. */
export function requestsUse(token: string | undefined, ended: () => void): void {
  csrfToken = token;
  whenSessionEnded = ended;
}

const edge: Middleware = {
  onRequest({ request }) {
    request.headers.set('accept-language', currentLanguage());
    if (csrfToken !== undefined && !SAFE.includes(request.method)) request.headers.set('x-csrf-token', csrfToken);
    // A page that reads by itself keeps no session alive.
    if (SAFE.includes(request.method) && !personIsHere()) request.headers.set('x-background', '1');
    return request;
  },
  async onResponse({ response, request }) {
    if (response.ok) return undefined;
    const problem = new Problem(response.status, await documentOf(response), serviceIn(request.url));
    if (ENDED.includes(problem.code) && !request.url.endsWith('/session')) whenSessionEnded();
    throw problem;
  },
  onError({ error }) {
    return error instanceof Problem || isAbort(error) ? error : new Problem(0, { code: NO_ANSWER });
  },
};

function serviceIn(url: string): string | undefined {
  return /^\/api\/([a-z-]+)\//.exec(new URL(url).pathname)?.[1];
}

function isAbort(error: unknown): error is Error {
  return error instanceof Error && error.name === 'AbortError';
}

async function documentOf(response: Response): Promise<ProblemDocument | { code: string }> {
  const body: unknown = await response.json().catch(() => undefined);
  const isDocument = typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
  return isDocument ? (body as ProblemDocument) : { code: NO_ANSWER };
}

function client<Paths extends object>(baseUrl = location.origin): Client<Paths> {
  const made = createClient<Paths>({ baseUrl });
  made.use(edge);
  return made;
}

export const applications = client<Applications>();
export const decisions = client<Decisions>();
export const recognitionBank = client<RecognitionBank>();
export const notifications = client<Notifications>();
export const studyRights = client<StudyRights>();
export const gateway = client<Gateway>();

/** What every service has for operators, at addresses of its own; described by one of them. */
type Operations = {
  [
    P in keyof Applications as P extends `/api/applications/v1/${infer R extends `${OfOperators}${string}`}`
      ? `/${R}`
      : never
  ]: Applications[P];
};
type OfOperators = 'dead-letters' | 'stuck-partitions' | 'health';

/** @param service as it stands in the address */
export function operationsOf(service: string): Client<Operations> {
  return client<Operations>(`${location.origin}/api/${service}/v1`);
}

/** The content of an answer that has one. @throws Problem */
export async function dataOf<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await answer;
  if (data === undefined || data === null) throw new Problem(0, { code: NO_ANSWER });
  return data;
}

/** A key for one intention of the person: the same one again when the same command is tried again. */
export function newIntention(): string {
  return crypto.randomUUID();
}

/** The headers of a command on a thing of this version. */
export function commandHeaders(version: number, intention: string = newIntention()) {
  return { 'If-Match': `"${version}"`, 'Idempotency-Key': intention };
}
