import { addDays, finnishDay } from '#kernel';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a text of this form stands for; each kind is numbered by itself. */
const FORMS = [
  ['study-right', String.raw`1\.2\.246\.562\.15\.[1-9]\d{9}(?:10|\d)(?!\d)`],
  ['learner', String.raw`1\.2\.246\.562\.(?:24|98|198|298)\.[1-9]\d{9}(?:10|\d)(?!\d)`],
  ['uuid', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
  ['time', String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`],
  ['day', String.raw`(?<="muutospäivä":")\d{4}-\d\d-\d\d`],
] as const;

/** Where a number is the id of a HOKS: elsewhere it may be a version, a share or a count. */
const BEFORE_HOKS_ID = String.raw`(?<="(?:id|last-id|hoksId|success)":|/hoks/|/hoksit/|from-id=|HOKS |the id )`;

/**
 * What differs from run to run, under names that do not: `{learner-1}` is the first oid of a learner that appears in a story.
 * Nothing else of a text is touched.
 */
export class Placeholders {
  /** Value → name, once it has appeared. */
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  /** Values that cannot be recognised by their form, with their kind. */
  readonly #known = new Map<string, string>();
  readonly #days = new Map<string, string>();
  readonly #hoksIds = new Map<string, string>();

  /** A value of this run that stands in texts as it is, such as an organisation that was made up. */
  know(kind: string, value: string): void {
    this.#known.set(value, kind);
  }

  /** The id of a HOKS, or a number beside one. */
  knowHoks(id: number, kind = 'hoks'): void {
    if (!this.#hoksIds.has(String(id))) this.#hoksIds.set(String(id), kind);
  }

  /** The day that is so many days after today in Finland. */
  day(daysAhead: number): string {
    const day = addDays(finnishDay(new Date()), daysAhead);
    this.#days.set(day, `{today+${daysAhead}}`);
    return day;
  }

  /** The text with a name in the place of each such value. */
  in(text: string): string {
    return text.replace(this.pattern(), (value, ...rest: unknown[]) => {
      const groups = rest.at(-1) as Record<string, string | undefined>;
      if (groups['time'] !== undefined && Math.abs(Date.parse(value) - Date.now()) > DAY_MS) return value;
      const form = FORMS.find(([kind]) => groups[groupOf(kind)] !== undefined)?.[0];
      const kind = form ?? this.#known.get(value) ?? this.#hoksIds.get(value);
      return this.#days.get(value) ?? (kind === undefined ? value : this.nameOf(kind, value));
    });
  }

  private nameOf(kind: string, value: string): string {
    const known = this.#names.get(`${kind} ${value}`);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const name = `{${kind}-${count}}`;
    this.#names.set(`${kind} ${value}`, name);
    return name;
  }

  private pattern(): RegExp {
    const literal = [...this.#known.keys(), ...this.#days.keys()].map((value) => value.replaceAll('.', String.raw`\.`));
    const ids = [...this.#hoksIds.keys()];
    return new RegExp(
      [
        ...FORMS.map(([kind, form]) => `(?<${groupOf(kind)}>${form})`),
        ...literal,
        ...(ids.length === 0 ? [] : [`${BEFORE_HOKS_ID}(?:${ids.join('|')})(?!\\d)`]),
      ].join('|'),
      'g',
    );
  }
}

function groupOf(kind: string): string {
  return kind.replace('-', '');
}
