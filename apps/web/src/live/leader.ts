import { asHint, type Hint } from './affected-queries';

const LOCK = 'hyvaksiluku.live';
/** The browser comes back by itself after a cut, and not after a refusal: then we do, by and by. */
const AGAIN_FROM_MS = 2_000;
const AGAIN_LONGEST_MS = 30_000;

/** What the tabs of a browser say to each other. */
export type Said =
  | { readonly hint: Hint }
  | { readonly resync: true }
  | { readonly connected: boolean }
  /** A tab that has come asks how it stands. */
  | { readonly ask: true };

export interface LeaderOptions {
  readonly signal: AbortSignal;
  readonly say: (said: Said) => void;
  /** The stream was refused: perhaps the session is over. */
  readonly refused: () => void;
}

/** Of all tabs one holds the browser's one stream (HTTP/1.1 lets a browser have six connections); another takes over when it goes. */
export async function leadWhenFree(options: LeaderOptions): Promise<void> {
  const { signal } = options;
  const askedAt = performance.now();
  try {
    await navigator.locks.request(LOCK, { signal }, async () => {
      // Who waited for the stream of another tab does not know what came between the two.
      const waited = performance.now() - askedAt > 500;
      await lead(options, waited);
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function lead({ signal, say, refused }: LeaderOptions, waited: boolean): Promise<void> {
  return new Promise((ended) => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // What came while there was no stream is not known.
    let missed = waited;
    let againMs = AGAIN_FROM_MS;
    const open = (): void => {
      source = new EventSource('/events');
      source.onopen = () => {
        againMs = AGAIN_FROM_MS;
        say({ connected: true });
        if (missed) say({ resync: true });
        missed = false;
      };
      source.onmessage = ({ data }) => {
        const hint = asHint(data);
        if (hint) say({ hint });
      };
      source.addEventListener('resync', () => say({ resync: true }));
      source.onerror = () => {
        missed = true;
        say({ connected: false });
        if (source?.readyState !== EventSource.CLOSED) return;
        refused();
        timer = setTimeout(open, againMs * (0.5 + Math.random()));
        againMs = Math.min(againMs * 2, AGAIN_LONGEST_MS);
      };
    };
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      source?.close();
      ended();
    });
    open();
  });
}
