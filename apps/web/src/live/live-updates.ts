import type { Query, QueryClient } from '@tanstack/react-query';
import { asHint, isAffected, type Hint } from './affected-queries';
import { leadWhenFree, type Said } from './leader';

/** Several hints of one command are one reading. */
const GATHER_MS = 250;
/** Without a stream for so long the page says that it reads by itself. */
const POLLING_AFTER_MS = 10_000;
const POLL_EVERY_MS = 30_000;

export interface LiveOptions {
  readonly queries: QueryClient;
  /** `polling`: no stream, the page reads again each 30 s. */
  readonly stands: (how: 'live' | 'polling') => void;
  /** Something that is on the page has changed. */
  readonly changed: () => void;
  readonly refused: () => void;
}

/**
 * Keeps what is on the page up to date while somebody is signed in: hints of the services, from the one stream of the browser, make the
 * queries that they are about be read again in the ordinary way (pages.md 3.3).
 * @returns ends it
 */
export function startLive({ queries, stands, changed, refused }: LiveOptions): () => void {
  const ending = new AbortController();
  const channel = new BroadcastChannel('hyvaksiluku.live');
  let gathered: Hint[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  let connected = false;
  let leads = false;

  // A next page on its way is waited for: to read the list again now would be to drop what the person has asked for.
  const readAgainWhere = (isMeant: (query: Query) => boolean): void => {
    const meant = queries.getQueryCache().findAll({ predicate: isMeant });
    const [busy, idle] = [meant.filter(isLoadingMore), new Set(meant.filter((query) => !isLoadingMore(query)))];
    void queries.invalidateQueries({ predicate: (query) => idle.has(query) });
    for (const query of busy) {
      const again = () => queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
      void query.promise?.then(again, again);
    }
  };
  const readAgain = (hints: readonly Hint[]): void => {
    const isMeant = ({ queryKey }: Query) => hints.some((hint) => isAffected(queryKey, hint));
    if (queries.getQueryCache().findAll({ predicate: isMeant, type: 'active' }).length > 0) changed();
    readAgainWhere(isMeant);
  };
  // Also what was read a moment ago: the change may have come after that, and before the stream.
  const readEverything = (): void => readAgainWhere(() => true);
  const stand = (isConnected: boolean): void => {
    connected = isConnected;
    clearTimeout(waiting);
    if (isConnected) {
      clearInterval(polling);
      polling = undefined;
      stands('live');
    } else if (polling === undefined) {
      waiting = setTimeout(() => {
        stands('polling');
        readEverything();
        polling = setInterval(readEverything, POLL_EVERY_MS);
      }, POLLING_AFTER_MS);
    }
  };
  const hear = (said: Said): void => {
    if ('resync' in said) readEverything();
    else if ('connected' in said && said.connected !== connected) stand(said.connected);
    else if ('hint' in said) {
      gathered.push(said.hint);
      gathering ??= setTimeout(() => {
        gathering = undefined;
        readAgain(gathered);
        gathered = [];
      }, GATHER_MS);
    }
  };

  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if ('ask' in data) {
      if (leads) channel.postMessage({ connected } satisfies Said);
    } else if (!('hint' in data) || asHint(data.hint)) hear(data);
  });
  channel.postMessage({ ask: true } satisfies Said);
  stand(false);
  void leadWhenFree({
    signal: ending.signal,
    refused,
    say: (said) => {
      leads = true;
      hear(said);
      channel.postMessage(said);
    },
  });
  return () => {
    ending.abort();
    channel.close();
    clearTimeout(gathering);
    clearTimeout(waiting);
    clearInterval(polling);
  };
}

function isLoadingMore({ state }: Query): boolean {
  return state.fetchStatus === 'fetching' && state.fetchMeta?.fetchMore !== undefined;
}
