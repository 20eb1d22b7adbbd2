import { eventually } from './eventually.js';

/** A hint as it arrives. */
export interface Heard {
  readonly kind: string;
  readonly id?: string;
  readonly version?: number;
}

/** A reader of a stream of server-sent events, from its opening to `stop`. */
export class Listening {
  readonly hints: Heard[] = [];
  resyncs = 0;
  comments = 0;
  /** What has arrived, as it stands. */
  text = '';
  ended = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {}

  /** @param ask makes the request; it is ended by the signal */
  static async to(ask: (signal: AbortSignal) => Promise<Response>): Promise<Listening> {
    const abort = new AbortController();
    const listening = new Listening(await ask(abort.signal), abort);
    void listening.read();
    return listening;
  }

  stop(): void {
    this.abort.abort();
  }

  /** Waits for a hint of this kind about this thing. */
  async heard(kind: string, id?: string, deadlineMs = 2_000): Promise<Heard> {
    const about = id === undefined ? kind : `${kind} ${id}`;
    return eventually(
      `a hint: ${about}`,
      async () => this.hints.find((one) => one.kind === kind && (id === undefined || one.id === id)),
      deadlineMs,
    );
  }

  private async read(): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of this.response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        this.text += chunk;
        const events = (rest + chunk).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) this.take(event);
      }
    } catch {
      // Cut off, by ourselves or by the other side.
    }
    this.ended = true;
  }

  private take(event: string): void {
    const lines = event.split('\n');
    if (lines.some((line) => line.startsWith(':'))) this.comments++;
    if (lines.includes('event: resync')) this.resyncs++;
    else {
      const data = lines.find((line) => line.startsWith('data: '));
      if (data) this.hints.push(JSON.parse(data.slice('data: '.length)) as Heard);
    }
  }
}
