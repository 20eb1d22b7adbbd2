import type { FastifyInstance } from 'fastify';
import { type HintStream, OpenStreams, type RefusalLogger, type Role, sendStream } from '#platform';
import type { FreshTokens } from '../session/fresh-tokens.js';
import type { SessionRepository } from '../session/session.repository.js';
import type { Session } from '../session/session.js';
import { sessionOf } from '../session/signed-in.js';
import { ServiceStream } from './service-stream.js';

/** A session that is over is noticed so soon, and so is a new token. */
const LOOK_EVERY_MS = 15_000;

const OF_APPLICATIONS: readonly Role[] = ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'];
const OF_SUPPORT_CASES: readonly Role[] = [
  ...(['PROVIDER', 'PROVIDER_INVALIDATOR', 'PROVIDER_VIEWER', 'PROVIDER_MANUAL_RECORDER'] as const),
  ...(['SUPPORT', 'MAIN_USER'] as const),
];

/** The services that have something to watch, each with the roles that see it there. */
const WATCHED: Readonly<Record<string, readonly Role[]>> = {
  applications: OF_APPLICATIONS,
  decisions: OF_APPLICATIONS,
  notifications: OF_APPLICATIONS,
  'study-rights': OF_SUPPORT_CASES,
};

export interface EventsParts {
  readonly sessions: SessionRepository;
  readonly tokens: FreshTokens;
  readonly logger: RefusalLogger;
}

/**
 * `GET /events`: the hints of all services that the person's roles need, as one stream of the session (pages.md 3.3). It keeps no
 * session alive, and ends with it.
 */
export function serveEvents(
  server: FastifyInstance,
  services: Readonly<Record<string, string>>,
  parts: EventsParts,
): void {
  const streams = new OpenStreams<null>();
  server.addHook('preClose', async () => streams.stop());
  server.get('/events', async (request, reply) => {
    const { session } = await sessionOf(request, reply, parts.sessions, false);
    const { accessToken } = await parts.tokens.of(session);
    const stream = streams.open(session.digest.toString('base64'), null);
    watch(stream, session, accessToken, services, parts);
    return sendStream(reply, stream);
  });
}

function watch(
  stream: HintStream,
  { digest, person }: Session,
  token: string,
  services: Readonly<Record<string, string>>,
  { sessions, tokens, logger }: EventsParts,
): void {
  const watched = Object.entries(WATCHED).filter(([, roles]) => roles.some((role) => person.roles.includes(role)));
  const sources = watched.map(
    ([service]) =>
      new ServiceStream({
        url: new URL(`/api/${service}/v1/changes`, services[service]),
        token,
        hint: (changed) => stream.hint(changed),
        resync: () => stream.resync(),
      }),
  );
  const look = async (): Promise<void> => {
    const session = await sessions.find(digest, false);
    if (!session) return stream.end();
    const { accessToken } = await tokens.of(session);
    for (const source of sources) source.renew(accessToken);
  };
  const looking = setInterval(() => {
    // A database or an issuer that is away ends nothing.
    look().catch((error: unknown) =>
      logger.warn({ err: error }, 'a session with an open stream could not be looked at'),
    );
  }, LOOK_EVERY_MS).unref();
  stream.once('close', () => {
    clearInterval(looking);
    for (const source of sources) source.stop();
  });
}
