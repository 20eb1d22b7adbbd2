import * as http from 'node:http';
import * as https from 'node:https';
import { EVENT_STREAM, hint, type Hint } from '#platform';

/** A service writes something each 15 s; one that is silent for longer is gone. */
const SILENCE_MS = 40_000;
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 10_000;
/** No event of a service is longer. */
const LONGEST_EVENT = 4_096;

export interface ServiceStreamOptions {
  /** Address of the service's stream. */
  readonly url: URL;
  readonly token: string;
  readonly hint: (changed: Hint) => void;
  /** Hints may have been lost: the service was away, or says so. */
  readonly resync: () => void;
}

/**
 * The stream of one service for one person, begun again whenever it ends: a service that went away comes back. What
 * went by meanwhile is a `resync`.
 */
export class ServiceStream {
  private request: http.ClientRequest | undefined;
  private timer: NodeJS.Timeout | undefined;
  private token: string;
  private restMs = FIRST_REST_MS;
  private missed = false;
  private stopped = false;

  constructor(private readonly options: ServiceStreamOptions) {
    this.token = options.token;
    this.begin();
  }

  /** A newer token of the person. The stream in hand ends when the next one is open, so nothing is missed. */
  renew(token: string): void {
    if (token === this.token) return;
    this.token = token;
    clearTimeout(this.timer);
    this.begin(this.request);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.request?.destroy();
  }

  private begin(before?: http.ClientRequest): void {
    const { url } = this.options;
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      // A connection of its own: it lasts for hours.
      agent: false,
      timeout: SILENCE_MS,
      headers: { accept: EVENT_STREAM, authorization: `Bearer ${this.token}` },
    });
    this.request = request;
    request.once('timeout', () => request.destroy());
    request.once('error', () => undefined);
    request.once('response', (response) => {
      before?.destroy();
      if (response.statusCode === 200) this.read(response);
      else response.resume();
    });
    request.once('close', () => {
      before?.destroy();
      if (request === this.request) this.rest();
    });
    request.end();
  }

  private read(response: http.IncomingMessage): void {
    this.restMs = FIRST_REST_MS;
    if (this.missed) this.options.resync();
    this.missed = false;
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) this.take(event);
      if (text.length > LONGEST_EVENT) response.destroy();
    });
    response.once('error', () => undefined);
  }

  private take(event: string): void {
    const lines = event.split('\n');
    if (lines.includes('event: resync')) return this.options.resync();
    const data = lines.find((line) => line.startsWith('data: '));
    const read = data === undefined ? undefined : hint.safeParse(asJson(data.slice('data: '.length)));
    if (read?.success) this.options.hint(read.data);
  }

  private rest(): void {
    if (this.stopped) return;
    this.missed = true;
    this.timer = setTimeout(() => this.begin(), this.restMs * (0.5 + Math.random()));
    this.restMs = Math.min(this.restMs * 2, LONGEST_REST_MS);
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
