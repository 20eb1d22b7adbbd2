/**
 * Keeps a stack for tests running between their runs: started by `npm test -- --keep`, ended by `npm run stop`, by itself when nobody
 * has used it for half an hour, or when it cannot be brought up to date. One run at a time has it.
 */
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataFolder, replaceFile } from './launcher/data-folder.js';
import { sentenceOf } from './launcher/failure.js';
import { IDLE_MINUTES, KEEPER_FILE, type KeeperAddress, KEPT_FOLDER, newToken } from './launcher/kept-stack.js';
import { forgetKafka } from './launcher/kafka.js';
import { freePorts } from './launcher/ports.js';
import { Refresher } from './launcher/refresh.js';
import { aborted, ROOT, stopSignal } from './launcher/run.js';
import { startStack } from './launcher/stack.js';
import { Steps } from './launcher/steps.js';
import { TEST_ENV } from './launcher/throw-away-stack.js';

const stop = new AbortController();
stopSignal().addEventListener('abort', () => stop.abort());
const steps = new Steps();
const token = newToken();
let idle: NodeJS.Timeout | undefined;
let holder: ServerResponse | undefined;
let ended: (() => Promise<void>) | undefined;

try {
  const data = await DataFolder.take(KEPT_FOLDER, steps);
  try {
    await keep(data);
  } finally {
    await forgetKafka(data.path, process.env);
    await data.release();
    await rm(KEPT_FOLDER, { recursive: true, force: true });
    await ended?.();
  }
  process.exit(0);
} catch (error) {
  if (!stop.signal.aborted) console.error(sentenceOf(error));
  process.exit(1);
}

async function keep(data: DataFolder): Promise<void> {
  await data.wipe();
  const env = { ...TEST_ENV, ...process.env };
  const stackFile = data.file('stack.json');
  const started = { root: ROOT, data, ports: await freePorts(), env, steps, stackFile, signal: stop.signal };
  const stack = await startStack({ ...started, disposable: true });
  const refresher = new Refresher(stack);
  const server = createServer((asked, answer) => void handle(asked, answer, refresher));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  replaceFile(KEEPER_FILE, JSON.stringify({ port, pid: process.pid, token } satisfies KeeperAddress));
  wait();
  steps.say(`Ready after ${steps.elapsed()}; kept until \`npm run stop\`, or ${IDLE_MINUTES} minutes without a run.\n`);
  await aborted(stop.signal);
  server.close();
  await stack.stop();
}

/** Nobody uses it: it ends unless somebody does soon. */
function wait(): void {
  clearTimeout(idle);
  idle = setTimeout(() => stop.abort(), IDLE_MINUTES * 60_000);
}

async function handle(asked: IncomingMessage, answer: ServerResponse, refresher: Refresher): Promise<void> {
  if (asked.headers.authorization !== `Bearer ${token}`) return void answer.writeHead(403).end();
  const say = (content: object): void => void answer.write(`${JSON.stringify(content)}\n`);
  if (asked.url === '/ready') return void answer.end('{}\n');
  if (asked.url === '/stop') {
    ended = () => new Promise((resolve) => answer.end('{}\n', resolve));
    return stop.abort();
  }
  if (asked.url === '/use') {
    if (holder) return void answer.end('{"error":"Another run uses the kept stack: wait for its end."}\n');
    holder = answer;
    clearTimeout(idle);
    // The process that holds it may die: then the connection ends.
    answer.once('close', () => {
      holder = undefined;
      wait();
    });
  }
  try {
    say({ refreshed: await refresher.refresh() });
  } catch (error) {
    say({ error: sentenceOf(error) });
  }
  if (asked.url !== '/use') answer.end();
}
