/** The parts of a letter that are printed; the interface sends more. */
export interface PrintedLetter {
  readonly id: string;
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly eventName: string | null;
  readonly institutionOid: string | null;
  readonly failure: string;
  readonly code: string;
  readonly detail: string;
  readonly attempts: number;
  readonly firstFailureAt: string;
  readonly lastFailureAt: string;
  readonly stackHash: string | null;
  readonly ownFrame: string | null;
  readonly group: string;
  readonly state: string;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
  readonly settledReason: string | null;
  readonly keyParked: boolean;
}

export interface PrintedOpenLetter extends PrintedLetter {
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: unknown;
}

const COLUMNS: readonly (readonly [string, (letter: PrintedLetter) => string])[] = [
  ['ID', nameOf],
  ['STATE', ({ state }) => state],
  ['SINCE (UTC)', ({ firstFailureAt }) => moment(firstFailureAt)],
  ['TOPIC', ({ topic }) => topic],
  ['KEY', ({ key, keyParked }) => `${printable(key) || '–'}${keyParked ? ' (parked)' : ''}`],
  ['FAILURE', ({ failure, code }) => (code === failure ? code : `${failure}: ${printable(code)}`)],
  ['TRIES', ({ attempts }) => String(attempts)],
];

/** `applications-12`: how a letter is called on the command line. */
export function nameOf({ consumer, id }: Pick<PrintedLetter, 'consumer' | 'id'>): string {
  return `${consumer}-${id}`;
}

/** A table with one line per letter. */
export function tableOf(letters: readonly PrintedLetter[]): string {
  const rows = [COLUMNS.map(([title]) => title), ...letters.map((letter) => COLUMNS.map(([, cell]) => cell(letter)))];
  return table(rows);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The parts of a group that are printed. */
export interface PrintedGroup {
  readonly group: string;
  readonly code: string;
  readonly ownFrame: string | null;
  readonly failures: readonly string[];
  readonly topics: readonly string[];
  readonly letters: number;
  readonly keys: number;
  readonly firstFailureAt: string;
  readonly lastFailureAt: string;
}

/** A table with one line per group, the largest first. */
export function tableOfGroups(groups: readonly (PrintedGroup & { readonly service: string })[]): string {
  const titles = ['GROUP', 'LETTERS', 'KEYS', 'FIRST (UTC)', 'LAST (UTC)', 'CAUSE', 'TOPICS'];
  const rows = groups
    .toSorted((a, b) => b.letters - a.letters)
    .map(({ service, group, letters, keys, firstFailureAt, lastFailureAt, code, ownFrame, topics }) => [
      ...[`${service}-${group}`, String(letters), String(keys), moment(firstFailureAt), moment(lastFailureAt)],
      printable(ownFrame === null ? code : `${code} in ${ownFrame}`),
      topics.join(', '),
    ]);
  return table([titles, ...rows]);
}

/** What happened to one letter. */
export function storyOf(letter: PrintedLetter): string {
  const lines: readonly (readonly [string, string | null])[] = [
    ['letter', `${nameOf(letter)}, ${letter.state}${letter.keyParked ? ', its key is parked' : ''}`],
    ['settled', letter.settledAt && `${moment(letter.settledAt)} by ${letter.settledBy}`],
    ['reason', letter.settledReason && printable(letter.settledReason)],
    ['place', `${letter.topic}, partition ${letter.partition}, offset ${letter.offset}`],
    ['key', printable(letter.key) || '–'],
    ['event', letter.eventName],
    ['institution', letter.institutionOid],
    ['failure', `${letter.failure}, ${printable(letter.code)}, ${letter.attempts} tries`],
    ['detail', letter.detail ? printable(letter.detail) : null],
    ['failed', `${moment(letter.firstFailureAt)} to ${moment(letter.lastFailureAt)}`],
    ['stack hash', letter.stackHash],
    ['group', `${letter.consumer}-${letter.group}`],
    ['own frame', letter.ownFrame],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(12)}${value}`])).join('\n');
}

/** The same with what the letter holds. */
export function storyWithContent(letter: PrintedOpenLetter): string {
  const headers = Object.entries(letter.headers ?? {}).map(([name, value]) => `  ${name}: ${printable(value)}`);
  return [
    storyOf(letter),
    letter.headers ? 'headers' : 'The record is no longer on the dead-letter topic.',
    ...headers,
    ...(letter.headers ? ['body', indented(letter.body)] : []),
  ].join('\n');
}

function indented(body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
  return text
    .split('\n')
    .map((line) => `  ${printable(line)}`)
    .join('\n');
}

/** `2026-11-23 10:00:00` */
function moment(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** What strangers wrote must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{FFFD}');
}
