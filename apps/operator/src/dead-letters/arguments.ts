import { SERVICES, type ServiceName, TOPICS } from '#contracts';
import { parsed, requireYes, serviceNamed, UsageError } from '../command.js';

/** A letter in the whole system. */
export interface LetterId {
  readonly service: ServiceName;
  readonly number: string;
}

/** Letters of one cause in one service. */
export interface GroupId {
  readonly service: ServiceName;
  readonly group: string;
}

export type Command =
  | {
      readonly name: 'list';
      readonly services: readonly ServiceName[];
      /** Passed on to the interface as they are. */
      readonly filters: Readonly<Record<string, string>>;
      /** Letters per service at most. */
      readonly limit: number;
    }
  | { readonly name: 'groups'; readonly services: readonly ServiceName[] }
  | { readonly name: 'replay-group'; readonly group: GroupId }
  | { readonly name: 'discard-group'; readonly group: GroupId; readonly reason: string }
  | { readonly name: 'replay'; readonly id: LetterId }
  /** With a reason also what the letter holds. */
  | { readonly name: 'show'; readonly id: LetterId; readonly reason?: string }
  | { readonly name: 'discard'; readonly id: LetterId; readonly reason: string }
  | {
      readonly name: 'replay-key';
      readonly topic: string;
      readonly key: string;
      /** The consumers that may have the key; one of them, when it was named. */
      readonly services: readonly ServiceName[];
    };

const FILTERS = ['state', 'topic', 'key', 'code'] as const;
const OPTIONS = {
  service: { type: 'string' },
  state: { type: 'string' },
  topic: { type: 'string' },
  key: { type: 'string' },
  code: { type: 'string' },
  group: { type: 'string' },
  limit: { type: 'string' },
  reason: { type: 'string' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;
type Values = ReturnType<typeof parsed<typeof OPTIONS>>['values'];

/** @throws UsageError */
export function parseCommand(args: readonly string[]): { readonly command: Command; readonly json: boolean } {
  const { values, positionals } = parsed(args, OPTIONS);
  const [name, ...words] = positionals;
  const service = values.service === undefined ? undefined : serviceNamed(values.service);
  const json = values.json ?? false;
  switch (name) {
    case 'list':
      return { command: list(values, words, service), json };
    case 'groups':
      only(words, 0, name);
      return { command: { name, services: service ? [service] : SERVICES }, json };
    case 'replay':
      if (values.group === undefined) return { command: { name, id: letterId(only(words, 1, name), service) }, json };
      only(words, 0, 'replay --group');
      return { command: { name: 'replay-group', group: groupId(values.group, service) }, json };
    case 'show': {
      const id = letterId(only(words, 1, name), service);
      if (values.reason === undefined) return { command: { name, id }, json };
      return { command: { name, id, reason: reasonIn(values, name) }, json };
    }
    case 'discard': {
      const reason = reasonIn(values, name);
      const consequence = (what: string) => `discard gives ${what} up for good, which will never have an effect here.`;
      if (values.group !== undefined) {
        only(words, 0, 'discard --group');
        const group = groupId(values.group, service);
        requireYes(values.yes, consequence('the events of a group'));
        return { command: { name: 'discard-group', group, reason }, json };
      }
      const id = letterId(only(words, 1, name), service);
      requireYes(values.yes, consequence('the event of a letter'));
      return { command: { name, id, reason }, json };
    }
    case 'replay-key': {
      const [topic = '', key = ''] = only(words, 2, name);
      return { command: { name, topic, key, services: service ? [service] : consumersOf(topic) }, json };
    }
    default:
      throw new UsageError(`"${name ?? ''}" is not known: use list, groups, show, replay, replay-key or discard.`);
  }
}

function reasonIn({ reason = '' }: Values, command: string): string {
  if (reason.trim().length >= 3) return reason.trim();
  throw new UsageError(`${command} needs --reason "why", of at least three characters.`);
}

function list(values: Values, words: readonly string[], service: ServiceName | undefined): Command {
  only(words, 0, 'list');
  const filters = FILTERS.flatMap((filter) =>
    values[filter] === undefined ? [] : [[filter, values[filter]] as const],
  );
  const limit = Number(values.limit ?? 100);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit is a whole number from 1.');
  return { name: 'list', services: service ? [service] : SERVICES, filters: Object.fromEntries(filters), limit };
}

function only(words: readonly string[], count: number, command: string): readonly string[] {
  if (words.length === count) return words;
  throw new UsageError(
    `${command} takes ${count} ${count === 1 ? 'word' : 'words'} beside the options, not ${words.length}.`,
  );
}

function groupId(word: string, given: ServiceName | undefined): GroupId {
  const [, prefix, group] = /^(?:([a-z-]+)-)?([0-9a-f]{12})$/.exec(word) ?? [];
  if (group === undefined) throw new UsageError(`"${word}" is no group: one looks like applications-0123456789ab.`);
  return { service: serviceOf(word, prefix, given), group };
}

function letterId([word = '']: readonly string[], given: ServiceName | undefined): LetterId {
  const [, prefix, number] = /^(?:([a-z-]+)-)?(\d{1,18})$/.exec(word) ?? [];
  if (number === undefined) throw new UsageError(`"${word}" is no letter: an id looks like applications-12.`);
  return { service: serviceOf(word, prefix, given), number };
}

function serviceOf(word: string, prefix: string | undefined, given: ServiceName | undefined): ServiceName {
  const named = prefix === undefined ? undefined : serviceNamed(prefix);
  if (named && given && named !== given) throw new UsageError(`${word} is of ${named}, not of ${given}.`);
  const service = named ?? given;
  if (!service) throw new UsageError(`Whose letter is ${word}? Write <service>-${word}, or add --service.`);
  return service;
}

function consumersOf(topic: string): readonly ServiceName[] {
  const declared = TOPICS.find(({ name }) => name === topic);
  if (!declared) throw new UsageError(`There is no topic "${topic}".`);
  if (declared.consumers.length === 0) throw new UsageError(`No service consumes ${topic}.`);
  return declared.consumers;
}
