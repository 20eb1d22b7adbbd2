import { readFileSync } from 'node:fs';
import { as, CookieBrowser, stack } from '#testing';
import { aDraftOfAino, send } from './drafts.js';
import { type Figure, median } from './figure.js';

/** A person may have 16 at a service; these have something to watch. */
const STREAMS_OF_PERSON = 16;
const PEOPLE = [
  ...['aino', 'ville', 'hanna', 'heikki', 'raija', 'anna', 'oskar', 'olga'],
  ...['paivi', 'kaisa', 'tuki', 'toini', 'mirja'],
];
const STREAMS = PEOPLE.length * STREAMS_OF_PERSON;
const CHANGES = 20;
const LATEST_MS = 10_000;

/** From a command to the hint at an open page while some 200 streams are open, and what a stream costs the gateway in memory. */
export async function measureLive(): Promise<Figure[]> {
  const sessions: CookieBrowser[] = [];
  for (const person of PEOPLE) {
    const browser = new CookieBrowser();
    await browser.signIn(person);
    sessions.push(browser);
  }
  const { gateway = 0 } = stack().pids();
  const before = residentKb(gateway);
  const ends = new AbortController();
  const first = sessions[0];
  if (!first) throw new Error('no session');
  const heard = new Heard(await open(first, ends.signal));
  for (const [index, browser] of sessions.entries()) {
    for (let count = index === 0 ? 1 : 0; count < STREAMS_OF_PERSON; count++) {
      const response = await open(browser, ends.signal);
      void drain(response);
    }
  }
  const perStream = (residentKb(gateway) - before) / STREAMS;
  const times: number[] = [];
  const aino = await as('aino');
  for (let change = 0; change < CHANGES; change++) {
    const id = await aDraftOfAino(aino);
    times.push(await heard.timeOf(id, () => send(id, aino)));
  }
  ends.abort();
  return [
    { what: `Memory of the gateway for each of ${STREAMS} open streams`, value: perStream, unit: 'kB', goal: 120 },
    { what: `From a command to the hint, ${STREAMS} streams open, median`, value: median(times), unit: 'ms' },
    { what: 'The slowest of them', value: Math.max(...times), unit: 'ms', goal: 2_000 },
  ];
}

async function open(browser: CookieBrowser, signal: AbortSignal): Promise<Response> {
  const response = await browser.ask('/events', { signal });
  if (response.status !== 200) throw new Error(`/events: ${response.status}`);
  return response;
}

async function drain(response: Response): Promise<void> {
  const reader = response.body?.getReader();
  try {
    while (reader && !(await reader.read()).done);
  } catch {
    // The end of the measurement.
  }
}

/** The hints of one stream, by the id of what they are about. */
class Heard {
  private text = '';
  private readonly waiting = new Set<() => void>();

  constructor(response: Response) {
    void this.follow(response);
  }

  async timeOf(id: string, change: () => Promise<void>): Promise<number> {
    const from = performance.now();
    await change();
    while (!this.text.includes(id)) {
      if (performance.now() - from > LATEST_MS) throw new Error('no hint came');
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
    return performance.now() - from;
  }

  private async follow(response: Response): Promise<void> {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    try {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        this.text += decoder.decode(part.value, { stream: true });
        for (const go of this.waiting) go();
        this.waiting.clear();
      }
    } catch {
      // The end of the measurement.
    }
  }
}

/** Memory of a process that is in use, kB (Linux). */
function residentKb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
