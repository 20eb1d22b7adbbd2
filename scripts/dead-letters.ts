/**
 * `npm run dead-letters`: what the services' consumers gave up: listing, opening, replaying, discarding. It asks the same
 * interfaces as any other client; see docs/runbooks/dead-letters.md.
 */
import type { ServiceName } from '#contracts';
import { closeTesting } from '#testing';
import { type Command, type LetterId, parseCommand, USAGE, UsageError } from './dead-letters/arguments.js';
import { ask, type Door, DoorError, openDoor } from './dead-letters/door.js';
import { nameOf, type PrintedLetter, type PrintedOpenLetter, storyOf, tableOf } from './dead-letters/print.js';

interface Page {
  readonly items: readonly PrintedLetter[];
  readonly nextCursor: string | null;
}
interface ReplayedKey {
  readonly replayed: number;
  readonly leftUnreadable: number;
  readonly parked: boolean;
}

const PAGE = 100;
/** A key with very many letters is replayed by several requests. */
const MOST_REQUESTS = 1000;

let json = false;
try {
  const parsed = parseCommand(process.argv.slice(2));
  json = parsed.json;
  if (parsed.command.name === 'help') console.log(USAGE);
  else await run(await openDoor(), parsed.command);
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message} How it is used: npm run dead-letters -- help`);
    process.exitCode = 2;
  } else if (error instanceof DoorError) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
} finally {
  await closeTesting();
}

async function run(door: Door, command: Exclude<Command, { name: 'help' }>): Promise<void> {
  switch (command.name) {
    case 'list':
      return list(door, command);
    case 'show': {
      const letter = await ask<PrintedOpenLetter>(door, command.id.service, `/${command.id.number}`);
      return print(letter, storyOf(letter));
    }
    case 'replay': {
      const letter = await settle(door, command.id, 'replay', {});
      return print(letter, `${nameOf(letter)} is ${letter.state}.`);
    }
    case 'discard': {
      const letter = await settle(door, command.id, 'discard', { reason: command.reason });
      return print(letter, `${nameOf(letter)} is ${letter.state}.`);
    }
    case 'replay-key':
      return replayKey(door, command);
  }
}

async function settle(door: Door, id: LetterId, what: string, body: object): Promise<PrintedLetter> {
  return ask<PrintedLetter>(door, id.service, `/${id.number}/${what}`, body);
}

/** Letters of all services asked; one that does not answer is told and does not hide the others. */
async function list(door: Door, { services, filters, limit }: Command & { name: 'list' }): Promise<void> {
  const answers = await Promise.allSettled(services.map((service) => lettersOf(door, service, filters, limit)));
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const items = found.flatMap((pages) => pages.items);
  const more = found.some((pages) => pages.more);
  const hint = more
    ? `\nThere are more: narrow the list by --service, --topic, --key or --code, or raise --limit.`
    : '';
  print({ items, more }, items.length === 0 ? 'No such dead letters.' : tableOf(items) + hint);
  for (const answer of answers) {
    if (answer.status === 'fulfilled') continue;
    if (!(answer.reason instanceof DoorError)) throw answer.reason;
    console.error(answer.reason.message);
    process.exitCode = 1;
  }
}

async function lettersOf(
  door: Door,
  service: ServiceName,
  filters: Readonly<Record<string, string>>,
  limit: number,
): Promise<{ items: readonly PrintedLetter[]; more: boolean }> {
  const items: PrintedLetter[] = [];
  for (let cursor: string | null = '0'; cursor !== null;) {
    const query = new URLSearchParams({ ...filters, cursor, limit: String(Math.min(PAGE, limit - items.length)) });
    const page: Page = await ask<Page>(door, service, `?${query}`);
    items.push(...page.items);
    if (items.length >= limit) return { items, more: page.nextCursor !== null };
    cursor = page.nextCursor;
  }
  return { items, more: false };
}

async function replayKey(door: Door, { topic, key, services }: Command & { name: 'replay-key' }): Promise<void> {
  const service = services.length === 1 ? services[0] : await ownerOf(door, topic, key, services);
  if (!service) throw new DoorError(`No consumer of ${topic} has open letters of this key.`);
  let [replayed, leftUnreadable] = [0, 0];
  for (let request = 1; request <= MOST_REQUESTS; request++) {
    const done = await ask<ReplayedKey>(door, service, '/replay-key', { topic, key });
    replayed += done.replayed;
    leftUnreadable = done.leftUnreadable;
    if (!done.parked) {
      const rest = leftUnreadable > 0 ? ` ${leftUnreadable} cannot be read and stay open.` : '';
      const text = `${service}: ${replayed} letters replayed; the key is not parked.${rest}`;
      return print({ service, topic, key, replayed, leftUnreadable, parked: false }, text);
    }
  }
  throw new DoorError(
    `${service}: ${replayed} letters replayed; the key is still parked, because new letters keep coming.`,
  );
}

/** The one consumer that has open letters of the key. */
async function ownerOf(
  door: Door,
  topic: string,
  key: string,
  services: readonly ServiceName[],
): Promise<ServiceName | undefined> {
  const filters = { topic, key };
  const counts = await Promise.all(services.map((service) => lettersOf(door, service, filters, 1)));
  const owners = services.filter((_, index) => counts[index]?.items.length);
  if (owners.length > 1)
    throw new DoorError(`${owners.join(' and ')} have letters of this key: say which by --service.`);
  return owners[0];
}

function print(object: object, text: string): void {
  console.log(json ? JSON.stringify(object, undefined, 2) : text);
}
