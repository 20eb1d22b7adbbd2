/**
 * `npm run bench:edge`: what strangers cost before they have signed in. At running stacks (`npm start`), one after the other in
 * one run, on a machine that does nothing else:
 *   --stack=FILE   stack.json of the build in question; .data/stack.json without it
 *   --beside=FILE  stack.json of another build
 * Leaves nothing behind. Exit code 1 when a goal is missed by the build in question.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { processorMs } from '../../../scripts/bench/processor-time.js';

interface Stack {
  readonly gatewayUrl: string;
  readonly serviceUrls: { readonly applications: string };
  readonly pids: { readonly gateway: number; readonly applications: number };
}

interface Measured {
  readonly what: string;
  readonly unit: string;
  readonly goal: number;
  readonly value: number;
}

const BODY_BYTES = 2_000_000;
const BODIES = 40;
const HELD = 200;
const HELD_BYTES = 1_900_000;
const HELD_FOR_MS = 10_000;
const WRONG_PASSWORDS = 100;
const SIGN_IN_LIMIT_MS = 120_000;

const { values } = parseArgs({ options: { stack: { type: 'string' }, beside: { type: 'string' } } });
const builds = [values.beside, values.stack ?? '.data/stack.json'].filter((file) => file !== undefined);
const results: Measured[][] = [];
for (const file of builds) results.push(await measure(JSON.parse(readFileSync(file, 'utf8')) as Stack));
const own = results.at(-1) ?? [];
for (const [index, { what, unit, goal, value }] of own.entries()) {
  const other = results.length > 1 ? `, the other build ${results[0]?.[index]?.value.toFixed(1)} ${unit}` : '';
  const verdict = value < goal ? 'met' : 'MISSED';
  console.log(`${what}: ${value.toFixed(1)} ${unit}${other}; goal: below ${goal} ${unit}: ${verdict}`);
}
process.exitCode = own.every(({ value, goal }) => value < goal) ? 0 : 1;

async function measure(stack: Stack): Promise<Measured[]> {
  const at = { unit: 'ms', goal: 20 };
  return [
    { ...at, what: 'Processor time of a service for a 2 MB body without sign-in', value: await costOfBody(stack) },
    {
      what: `Memory of the gateway while ${HELD} connections without sign-in hold 1.9 MB each`,
      ...{ unit: 'MB', goal: 50, value: await memoryOfHeld(stack) },
    },
    {
      what: `Sign-in of one user while ${WRONG_PASSWORDS} wrong passwords of another name wait`,
      ...{ unit: 'ms', goal: 2_000, value: await signInBesideWrongOnes(stack) },
    },
  ];
}

async function costOfBody({ serviceUrls, pids }: Stack): Promise<number> {
  const body = Buffer.alloc(BODY_BYTES, ' ');
  const send = () =>
    fetch(`${serviceUrls.applications}/api/applications/v1/applications`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
    }).then(
      async (reply) => void (await reply.arrayBuffer()),
      // Answered before all was sent: some connections break then.
      () => undefined,
    );
  await send();
  const before = processorMs(pids.applications);
  for (let sent = 0; sent < BODIES; sent++) await send();
  return (processorMs(pids.applications) - before) / BODIES;
}

async function memoryOfHeld({ gatewayUrl, pids }: Stack): Promise<number> {
  const before = residentMb(pids.gateway);
  const sockets = Array.from({ length: HELD }, () => holding(new URL(gatewayUrl)));
  let most = 0;
  for (const end = performance.now() + HELD_FOR_MS; performance.now() < end; await delay(100)) {
    most = Math.max(most, residentMb(pids.gateway) - before);
  }
  for (const socket of sockets) socket.destroy();
  return most;
}

/** A client that sends most of a body and then nothing more. */
function holding({ hostname, port, host }: URL): Socket {
  const socket = connect(Number(port), hostname);
  const head = ['POST /api/applications/v1/applications HTTP/1.1', `Host: ${host}`, 'Content-Type: application/json'];
  // Refused or cut off: that is what the gateway is there for.
  socket.on('error', () => undefined).resume();
  socket.write([...head, `Content-Length: ${BODY_BYTES}`, '', ''].join('\r\n'));
  socket.write(Buffer.alloc(HELD_BYTES, ' '));
  return socket;
}

async function signInBesideWrongOnes({ gatewayUrl }: Stack): Promise<number> {
  const ask = (name: string, password: string) =>
    fetch(`${gatewayUrl}/koski/api/oppija/1.2.246.562.24.00000000001`, {
      headers: { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` },
      signal: AbortSignal.timeout(SIGN_IN_LIMIT_MS),
    }).then((reply) => reply.status);
  const wrong = Array.from({ length: WRONG_PASSWORDS }, (_, n) => ask('tallentaja', `wrong ${n}`).catch(() => 0));
  // They are on their way before the other one comes.
  await delay(50);
  const from = performance.now();
  const status = await ask('katselija', 'katselija');
  const took = performance.now() - from;
  await Promise.all(wrong);
  // Shut out: no time is long enough.
  return status === 401 || status >= 429 ? Number.POSITIVE_INFINITY : took;
}

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000;
}
