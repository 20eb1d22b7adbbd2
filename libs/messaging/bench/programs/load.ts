import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { microseconds, onAsk, ready, settingsGiven } from './child.js';

/** One request as the sender saw it; times in µs of the machine's clock. */
export interface Answer {
  readonly n: number;
  /** When it should have been sent, by the rate alone. */
  readonly plannedAt: number;
  readonly answeredAt: number;
  readonly status: number;
  /** When the service had committed, by its own word. */
  readonly committedAt: number;
}

export interface Load {
  /** Requests per second. */
  readonly rate: number;
  readonly events: number;
  /** Number of the first event. */
  readonly from: number;
}

const { url } = settingsGiven(z.object({ url: z.url() }));
/** As many connections as a gateway would hold; what is due while all are taken waits here, and its clock runs. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends each request at its time, however many are still without an answer. */
async function send({ rate, events, from }: Load): Promise<Answer[]> {
  const startedAt = microseconds();
  const answers: Promise<Answer>[] = [];
  while (answers.length < events) {
    const due = Math.min(events, Math.floor(((microseconds() - startedAt) / 1e6) * rate) + 1);
    while (answers.length < due) {
      answers.push(post(from + answers.length, startedAt + (answers.length / rate) * 1e6));
    }
    await delay(1);
  }
  return Promise.all(answers);
}

function post(n: number, plannedAt: number): Promise<Answer> {
  const body = JSON.stringify({ n, key: randomUUID() });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { agent, method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        const { committedAt = NaN } = JSON.parse(text) as { committedAt?: number };
        resolve({ n, plannedAt, answeredAt: microseconds(), status: response.statusCode ?? 0, committedAt });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

onAsk('load', (load) => send(load as Load));
process.on('SIGTERM', () => process.exit(0));
ready();
