/**
 * `npm run stuck-partitions`: records that a service's consumer cannot read: listing them, and stepping over them on
 * record. It asks the same interface as any other client; see docs/runbooks/stuck-partition.md.
 */
import { parseArgs } from 'node:util';
import { SERVICES, type ServiceName } from '#contracts';
import { closeTesting } from '#testing';
import { ask, type Door, DoorError, openDoor } from './dead-letters/door.js';

const USAGE = `npm run stuck-partitions -- list [--all] [--service s]            what cannot be read, in every service
npm run stuck-partitions -- step-over <id> --reason "why"         goes on behind it; the records have no effect
An id is <service>-<number>, as the list shows it. --json everywhere.
Without HYVAKSILUKU_URL and HYVAKSILUKU_TOKEN (or HYVAKSILUKU_TOKEN_FILE): the stack of npm start, as its demo operator.
Exit codes: 0 done, 1 refused or not reachable, 2 wrong use.`;

class UsageError extends Error {}

interface Stretch {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly state: string;
  readonly attempts: number;
  readonly foundAt: string;
  readonly decidedBy: string | null;
  readonly decidedReason: string | null;
}

const OPTIONS = {
  service: { type: 'string' },
  reason: { type: 'string' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message} How it is used: npm run stuck-partitions -- --help`);
    process.exitCode = 2;
  } else if (error instanceof DoorError) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
} finally {
  await closeTesting();
}

async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parsed(args);
  const [name, id = '', ...rest] = positionals;
  if (values.help || name === undefined) return console.log(USAGE);
  if (rest.length > 0) throw new UsageError(`"${rest.join(' ')}" is too much.`);
  if (name === 'list' && id === '') {
    const services = values.service === undefined ? SERVICES : [serviceNamed(values.service)];
    return list(await openDoor(), services, values.all ? 'all' : 'held', values.json ?? false);
  }
  if (name !== 'step-over') throw new UsageError(`"${name} ${id}" is not known: use list or step-over.`);
  const [, service = '', number = ''] = /^(.+)-(\d{1,18})$/.exec(id) ?? [];
  const reason = values.reason?.trim() ?? '';
  if (reason.length < 3) throw new UsageError('step-over needs --reason "why", of at least three characters.');
  const path = `/${number}/step-over`;
  const owner = serviceNamed(service);
  const stretch = await ask<Stretch>(await openDoor(), owner, path, { reason }, 'stuck-partitions');
  console.log(values.json ? JSON.stringify({ service: owner, ...stretch }, undefined, 2) : lineOf(owner, stretch));
}

/** One service that does not answer is told and does not hide the others. */
async function list(door: Door, services: readonly ServiceName[], state: 'held' | 'all', json: boolean): Promise<void> {
  const found: (Stretch & { service: ServiceName })[] = [];
  for (const service of services) {
    try {
      const query = `?state=${state}&limit=200`;
      const { items } = await ask<{ items: Stretch[] }>(door, service, query, undefined, 'stuck-partitions');
      found.push(...items.map((item) => ({ service, ...item })));
    } catch (error) {
      if (!(error instanceof DoorError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  }
  if (json) console.log(JSON.stringify({ items: found }, undefined, 2));
  else if (found.length === 0) console.log('Everything can be read.');
  else for (const item of found) console.log(lineOf(item.service, item));
}

function lineOf(service: ServiceName, stretch: Stretch): string {
  const { id, topic, partition, from, to, state, attempts, foundAt, reason, decidedBy, decidedReason } = stretch;
  const decision = decidedBy === null ? '' : `; stepped over by ${decidedBy}: ${decidedReason}`;
  const place = `${topic}/${partition} offset ${from} to ${to}`;
  return `${service}-${id}  ${state}  ${place}  since ${foundAt}, tried ${attempts} times: ${reason}${decision}`;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function serviceNamed(name: string): ServiceName {
  const service = SERVICES.find((known) => known === name);
  if (!service) throw new UsageError(`"${name}" is no service: ${SERVICES.join(', ')}.`);
  return service;
}
