import { SERVICES, type ServiceName } from '#contracts';
import { type Command, parsed, Refused, requireYes, serviceNamed, UsageError } from './command.js';
import { ask, gateway } from './gateway.js';

const HELP = `stuck-partitions list [--all] [--service s]                   what cannot be read, in every service
stuck-partitions step-over <id> --reason "why" --yes          goes on behind it; the records have no effect

An id is <service>-<number>, as the list shows it. --json everywhere.
Settings: HYVAKSILUKU_URL (the gateway, or one service) and HYVAKSILUKU_TOKEN (of a person with the role OPERATOR) or
HYVAKSILUKU_TOKEN_FILE.
Exit codes: 0 done, 1 refused or not reachable, 2 wrong use. docs/runbooks/stuck-partition.md`;

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
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;
type Values = ReturnType<typeof parsed<typeof OPTIONS>>['values'];

/** Records that a service's consumer cannot read. A client of the same interface as any other. */
export const STUCK_PARTITIONS: Command = {
  name: 'stuck-partitions',
  summary: 'lists what a consumer cannot read, and steps over it on record',
  help: HELP,
  run(words) {
    const { values, positionals } = parsed(words, OPTIONS);
    const [name = '', id = '', ...rest] = positionals;
    if (rest.length > 0) throw new UsageError(`"${rest.join(' ')}" is too much.`);
    if (name === 'list' && id === '') return list(values);
    if (name === 'step-over') return stepOver(id, values);
    throw new UsageError(`"${`${name} ${id}`.trim()}" is not known: use list or step-over.`);
  },
};

async function stepOver(id: string, { reason: given, yes, json }: Values): Promise<number> {
  const [, name = '', number = ''] = /^(.+)-(\d{1,18})$/.exec(id) ?? [];
  const reason = given?.trim() ?? '';
  if (reason.length < 3) throw new UsageError('step-over needs --reason "why", of at least three characters.');
  const service = serviceNamed(name);
  requireYes(yes, 'step-over gives the records up for good: they will never have an effect in this service.');
  const stretch = await ask<Stretch>(gateway(), service, `/${number}/step-over`, { reason }, 'stuck-partitions');
  console.log(json ? JSON.stringify({ service, ...stretch }, undefined, 2) : lineOf(service, stretch));
  return 0;
}

/** One service that does not answer is reported and does not hide the others. */
async function list({ service: only, all, json }: Values): Promise<number> {
  const services = only === undefined ? SERVICES : [serviceNamed(only)];
  const at = gateway();
  const found: (Stretch & { service: ServiceName })[] = [];
  let failures = 0;
  for (const service of services) {
    try {
      const query = `?state=${all ? 'all' : 'held'}&limit=200`;
      const { items } = await ask<{ items: Stretch[] }>(at, service, query, undefined, 'stuck-partitions');
      found.push(...items.map((item) => ({ service, ...item })));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.error(error.message);
      failures += 1;
    }
  }
  if (json) console.log(JSON.stringify({ items: found }, undefined, 2));
  else if (found.length > 0) for (const item of found) console.log(lineOf(item.service, item));
  else if (failures < services.length) console.log('Everything can be read.');
  return failures === 0 ? 0 : 1;
}

function lineOf(service: ServiceName, stretch: Stretch): string {
  const { id, topic, partition, from, to, state, attempts, foundAt, reason, decidedBy, decidedReason } = stretch;
  const decision = decidedBy === null ? '' : `; stepped over by ${decidedBy}: ${decidedReason}`;
  const place = `${topic}/${partition} offset ${from} to ${to}`;
  return `${service}-${id}  ${state}  ${place}  since ${foundAt}, tried ${attempts} times: ${reason}${decision}`;
}
