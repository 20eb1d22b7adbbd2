import type { ServiceName } from '#contracts';
import { type Command as OperatorCommand, Refused } from '../command.js';
import { ask, gateway, type Gateway } from '../gateway.js';
import { type Command, type GroupId, parseCommand } from './arguments.js';
import {
  nameOf,
  type PrintedGroup,
  type PrintedLetter,
  type PrintedOpenLetter,
  storyOf,
  storyWithContent,
  tableOf,
  tableOfGroups,
} from './print.js';

const HELP = `dead-letters list [--state open|replayed|discarded|all] [--topic t] [--key k] [--code c] [--limit n]
dead-letters show <id>                           its story
dead-letters show <id> --reason "why"            headers and body too; the reason is audited
dead-letters replay <id>                         handles one letter again
dead-letters replay-key <topic> <key>            handles all open letters of a key in order and unparks it
dead-letters discard <id> --reason "why" --yes   gives a letter up
dead-letters groups                              open letters by cause: code and first frame of our own code
dead-letters replay --group <group>              handles all letters of a cause again, each key in order
dead-letters discard --group <group> --reason "why" --yes

Everywhere: --service <name>, --json. Ids and groups are <service>-<…>, as the lists show them.
Settings: HYVAKSILUKU_URL (the gateway) and HYVAKSILUKU_TOKEN (of a person with the role OPERATOR) or HYVAKSILUKU_TOKEN_FILE.
Exit codes: 0 done, 1 refused or not reachable, 2 wrong use. docs/runbooks/dead-letters.md`;

interface Page {
  readonly items: readonly PrintedLetter[];
  readonly nextCursor: string | null;
}
interface ReplayedKey {
  readonly replayed: number;
  readonly leftUnreadable: number;
  readonly parked: boolean;
}

interface GroupPage {
  readonly items: readonly PrintedGroup[];
  readonly nextCursor: string | null;
}
interface SettledGroup {
  readonly nextCursor: string | null;
  readonly replayed?: number;
  readonly failed?: readonly { readonly letterId: string; readonly cause: string }[];
  readonly heldUp?: number;
  readonly discarded?: number;
  readonly leftWithEffect?: number;
}

const PAGE = 100;
/** A key or group with very many letters is settled by several requests. */
const MOST_REQUESTS = 1000;

/** What the services' consumers gave up. A client of the same interfaces as any other. */
export const DEAD_LETTERS: OperatorCommand = {
  name: 'dead-letters',
  summary: 'lists, shows, replays and discards what a service gave up',
  help: HELP,
  run(words) {
    const { command, json } = parseCommand(words);
    const print = (object: object, text: string) => console.log(json ? JSON.stringify(object, undefined, 2) : text);
    return execute(gateway(), command, print);
  },
};

type Print = (object: object, text: string) => void;

async function execute(at: Gateway, command: Command, print: Print): Promise<number> {
  switch (command.name) {
    case 'list':
      return list(at, command, print);
    case 'show': {
      const { id, reason } = command;
      const opened = reason === undefined ? undefined : { reason };
      const path = opened ? `/${id.number}/open` : `/${id.number}`;
      const letter = await ask<PrintedOpenLetter>(at, id.service, path, opened);
      print(letter, opened ? storyWithContent(letter) : storyOf(letter));
      return 0;
    }
    case 'replay':
    case 'discard': {
      const body = command.name === 'discard' ? { reason: command.reason } : {};
      const { service, number } = command.id;
      const letter = await ask<PrintedLetter>(at, service, `/${number}/${command.name}`, body);
      print(letter, `${nameOf(letter)} is ${letter.state}.`);
      return 0;
    }
    case 'groups':
      return listGroups(at, command.services, print);
    case 'replay-group':
      return settleGroup(at, command.group, 'replay', {}, print);
    case 'discard-group':
      return settleGroup(at, command.group, 'discard', { reason: command.reason }, print);
    case 'replay-key': {
      const done = await replayKey(at, command);
      const rest = done.leftUnreadable > 0 ? ` ${done.leftUnreadable} cannot be read and stay open.` : '';
      print(done, `${done.service}: ${done.replayed} letters replayed; the key is not parked.${rest}`);
      return 0;
    }
  }
}

/** Letters of all services asked; one that does not answer is reported and does not hide the others. */
async function list(
  at: Gateway,
  { services, filters, limit }: Command & { name: 'list' },
  print: Print,
): Promise<number> {
  const answers = await Promise.allSettled(services.map((service) => lettersOf(at, service, filters, limit)));
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const items = found.flatMap((pages) => pages.items);
  const more = found.some((pages) => pages.more);
  const hint = more
    ? `\nThere are more: narrow the list by --service, --topic, --key or --code, or raise --limit.`
    : '';
  print({ items, more }, items.length === 0 ? 'No such dead letters.' : tableOf(items) + hint);
  return reported(answers);
}

/** Says which services did not answer. @returns the exit code */
function reported(answers: readonly PromiseSettledResult<unknown>[]): number {
  const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  for (const failure of failures) {
    if (!(failure instanceof Refused)) throw failure;
    console.error(failure.message);
  }
  return failures.length === 0 ? 0 : 1;
}

async function listGroups(at: Gateway, services: readonly ServiceName[], print: Print): Promise<number> {
  const answers = await Promise.allSettled(services.map((service) => groupsOf(at, service)));
  const items = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  print({ items }, items.length === 0 ? 'No open dead letters.' : tableOfGroups(items));
  return reported(answers);
}

async function groupsOf(at: Gateway, service: ServiceName): Promise<(PrintedGroup & { service: ServiceName })[]> {
  const items: (PrintedGroup & { service: ServiceName })[] = [];
  let cursor: string | null = null;
  for (let request = 1; request <= MOST_REQUESTS; request++) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor !== null && { cursor }) });
    const page: GroupPage = await ask<GroupPage>(at, service, `/groups?${query}`);
    items.push(...page.items.map((item) => ({ ...item, service })));
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return items;
}

async function settleGroup(
  at: Gateway,
  { service, group }: GroupId,
  what: 'replay' | 'discard',
  body: object,
  print: Print,
): Promise<number> {
  const sum = { replayed: 0, heldUp: 0, discarded: 0, leftWithEffect: 0 };
  const failed: { letterId: string; cause: string }[] = [];
  let cursor: string | null = null;
  for (let request = 1; request <= MOST_REQUESTS; request++) {
    const path = `/groups/${group}/${what}`;
    const done: SettledGroup = await ask<SettledGroup>(at, service, path, {
      ...body,
      ...(cursor !== null && { cursor }),
    });
    sum.replayed += done.replayed ?? 0;
    sum.heldUp += done.heldUp ?? 0;
    sum.discarded += done.discarded ?? 0;
    sum.leftWithEffect += done.leftWithEffect ?? 0;
    failed.push(...(done.failed ?? []));
    cursor = done.nextCursor;
    if (cursor === null) break;
  }
  const lines = [
    what === 'replay' ? `${sum.replayed} letters replayed.` : `${sum.discarded} letters discarded.`,
    sum.heldUp > 0 ? `${sum.heldUp} wait behind a letter that has to be settled first.` : '',
    sum.leftWithEffect > 0 ? `${sum.leftWithEffect} have had their effect: replay settles them.` : '',
    cursor === null ? '' : 'There are more: run the command again.',
    ...failed.map(({ letterId, cause }) => `\n${service}-${letterId} failed again: ${cause}`),
  ];
  print({ service, group, ...sum, failed, done: cursor === null }, `${service}: ${lines.filter(Boolean).join(' ')}`);
  return failed.length > 0 || cursor !== null ? 1 : 0;
}

async function lettersOf(
  at: Gateway,
  service: ServiceName,
  filters: Readonly<Record<string, string>>,
  limit: number,
): Promise<{ items: readonly PrintedLetter[]; more: boolean }> {
  const items: PrintedLetter[] = [];
  for (let cursor: string | null = '0'; cursor !== null;) {
    const query = new URLSearchParams({ ...filters, cursor, limit: String(Math.min(PAGE, limit - items.length)) });
    const page: Page = await ask<Page>(at, service, `?${query}`);
    items.push(...page.items);
    if (items.length >= limit) return { items, more: page.nextCursor !== null };
    cursor = page.nextCursor;
  }
  return { items, more: false };
}

async function replayKey(at: Gateway, { topic, key, services }: Command & { name: 'replay-key' }) {
  const service = services.length === 1 ? services[0] : await ownerOf(at, topic, key, services);
  if (!service) throw new Refused(`No consumer of ${topic} has open letters of this key.`);
  let replayed = 0;
  for (let request = 1; request <= MOST_REQUESTS; request++) {
    const done = await ask<ReplayedKey>(at, service, '/replay-key', { topic, key });
    replayed += done.replayed;
    if (!done.parked) return { service, topic, key, replayed, leftUnreadable: done.leftUnreadable, parked: false };
  }
  throw new Refused(
    `${service}: ${replayed} letters replayed; the key is still parked, because new letters keep coming. Repeat the command.`,
  );
}

/** The one consumer that has open letters of the key. */
async function ownerOf(
  at: Gateway,
  topic: string,
  key: string,
  services: readonly ServiceName[],
): Promise<ServiceName | undefined> {
  const filters = { topic, key };
  const counts = await Promise.all(services.map((service) => lettersOf(at, service, filters, 1)));
  const owners = services.filter((_, index) => counts[index]?.items.length);
  if (owners.length > 1) throw new Refused(`${owners.join(' and ')} have letters of this key: say which by --service.`);
  return owners[0];
}
