import { SERVICES, type ServiceName, TOPICS } from '#contracts';
import { parsed, requireYes, serviceNamed, UsageError } from '../command.js';

/** A letter in the whole system. */
export interface LetterId {
  readonly service: ServiceName;
  readonly number: string;
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
  | { readonly name: 'show' | 'replay'; readonly id: LetterId }
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
    case 'show':
    case 'replay':
      return { command: { name, id: letterId(only(words, 1, name), service) }, json };
    case 'discard': {
      const reason = values.reason?.trim() ?? '';
      if (reason.length < 3) throw new UsageError('discard needs --reason "why", of at least three characters.');
      const id = letterId(only(words, 1, name), service);
      requireYes(values.yes, 'discard gives the letter up for good: its event will never have an effect here.');
      return { command: { name, id, reason }, json };
    }
    case 'replay-key': {
      const [topic = '', key = ''] = only(words, 2, name);
      return { command: { name, topic, key, services: service ? [service] : consumersOf(topic) }, json };
    }
    default:
      throw new UsageError(`"${name ?? ''}" is not known: use list, show, replay, replay-key or discard.`);
  }
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

function letterId([word = '']: readonly string[], given: ServiceName | undefined): LetterId {
  const [, prefix, number] = /^(?:([a-z-]+)-)?(\d{1,18})$/.exec(word) ?? [];
  if (number === undefined) throw new UsageError(`"${word}" is no letter: an id looks like applications-12.`);
  const named = prefix === undefined ? undefined : serviceNamed(prefix);
  if (named && given && named !== given) throw new UsageError(`${word} is a letter of ${named}, not of ${given}.`);
  const service = named ?? given;
  if (!service) throw new UsageError(`Whose letter is ${word}? Write <service>-${word}, or add --service.`);
  return { service, number };
}

function consumersOf(topic: string): readonly ServiceName[] {
  const declared = TOPICS.find(({ name }) => name === topic);
  if (!declared) throw new UsageError(`There is no topic "${topic}".`);
  if (declared.consumers.length === 0) throw new UsageError(`No service consumes ${topic}.`);
  return declared.consumers;
}
