import { isDeepStrictEqual } from 'node:util';

type Json = Readonly<Record<string, unknown>>;

/** As much of an OpenAPI document as clients rely on. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: Json;
}

/** A difference that a client of the published document would stumble over. */
export interface ApiBreach {
  /** Operation and JSON path in it. */
  readonly place: string;
  readonly what: string;
}

/** Who reads what a schema describes: we read requests, clients read answers. */
type Read = 'by us' | 'by clients';

const ANNOTATIONS = ['title', 'description', 'examples', 'default', 'deprecated', '$comment'];
/** What may only get smaller, or go, in a request. */
const LEAST = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'];
/** What may only get greater, or go, in a request. */
const MOST = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'];
const SHAPES = ['pattern', 'format', 'propertyNames', 'multipleOf', 'not'];
const CHOICES = ['anyOf', 'oneOf'];

/**
 * What keeps `now` from replacing `before` for clients that were written for it: an operation, an answer, a field, a value or a code of
 * a refusal that is gone, and a request that is refused now. What is added is no breach: readers pass over what they do not know.
 */
export function apiBreaches(before: ApiDocument, now: ApiDocument): ApiBreach[] {
  return operationsOf(before).flatMap(({ path, verb, operation }) => {
    const id = String(operation['operationId']);
    const current = now.paths[path]?.[verb] as Json | undefined;
    if (!current) return [{ place: id, what: `${verb.toUpperCase()} ${path} is gone` }];
    const comparison = new Comparison(before, now);
    return [
      ...(current['operationId'] === id
        ? []
        : [{ place: id, what: `it is called ${String(current['operationId'])} now` }]),
      ...comparison.parameters(id, operation, current),
      ...comparison.body(id, operation, current),
      ...comparison.answers(id, operation, current),
    ];
  });
}

/** Operations that nobody has been promised yet, by their ids. */
export function newOperations(before: ApiDocument, now: ApiDocument): string[] {
  return operationsOf(now)
    .filter(({ path, verb }) => before.paths[path]?.[verb] === undefined)
    .map(({ operation }) => String(operation['operationId']));
}

function operationsOf({ paths }: ApiDocument): { path: string; verb: string; operation: Json }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => ({ path, verb, operation: operation as Json })),
  );
}

class Comparison {
  /** Pairs of references that are being compared further out: a shape may contain itself. */
  private readonly open = new Set<string>();

  constructor(
    private readonly before: ApiDocument,
    private readonly now: ApiDocument,
  ) {}

  parameters(place: string, before: Json, now: Json): ApiBreach[] {
    const [old, current] = [listOf(before['parameters']), listOf(now['parameters'])] as [Json[], Json[]];
    const sameIn = (list: readonly Json[], one: Json) =>
      list.find((other) => other['in'] === one['in'] && other['name'] === one['name']);
    return [
      ...old.flatMap((parameter) => {
        const here = `${place}/parameters/${String(parameter['name'])}`;
        const next = sameIn(current, parameter);
        if (!next) return [{ place: here, what: 'the parameter is gone: requests with it are refused' }];
        return [
          ...(next['required'] === true && parameter['required'] !== true
            ? [{ place: here, what: 'the parameter is required now' }]
            : []),
          ...this.schema(here, parameter['schema'], next['schema'], 'by us'),
        ];
      }),
      ...current
        .filter((parameter) => parameter['required'] === true && !sameIn(old, parameter))
        .map((parameter) => ({
          place: `${place}/parameters/${String(parameter['name'])}`,
          what: 'the new parameter is required: requests of today lack it',
        })),
    ];
  }

  body(place: string, before: Json, now: Json): ApiBreach[] {
    const [old, current] = [contentOf(before['requestBody']), contentOf(now['requestBody'])];
    if (!old)
      return current && isRequired(now['requestBody']) && hasRequiredFields(current['schema'])
        ? [{ place, what: 'it needs a body now' }]
        : [];
    if (!current) return [{ place, what: 'it takes no body any more' }];
    return this.schema(`${place}/body`, old['schema'], current['schema'], 'by us');
  }

  answers(place: string, before: Json, now: Json): ApiBreach[] {
    const [old, current] = [before['responses'] as Json, now['responses'] as Json];
    return Object.entries(old).flatMap(([status, response]) => {
      const here = `${place}/${status}`;
      const next = current[status];
      if (next === undefined) return [{ place: here, what: 'this status is answered no more' }];
      const [was, is] = [this.resolved(this.before, response), this.resolved(this.now, next)];
      const [content, currentContent] = [contentOf(was), contentOf(is)];
      if (Number(status) >= 400) {
        const left = new Set(codesIn(is));
        const gone = codesIn(was).filter((code) => !left.has(code));
        return gone.map((code) => ({ place: here, what: `the code ${code} is gone` }));
      }
      if (content && !currentContent) return [{ place: here, what: 'it has no body any more' }];
      return content ? this.schema(here, content['schema'], currentContent?.['schema'], 'by clients') : [];
    });
  }

  private schema(place: string, before: unknown, now: unknown, read: Read): ApiBreach[] {
    const pair = JSON.stringify([refOf(before), refOf(now), read]);
    const isReference = refOf(before) !== undefined;
    if (isReference && this.open.has(pair)) return [];
    if (isReference) this.open.add(pair);
    const found = this.resolvedSchemas(place, this.resolved(this.before, before), this.resolved(this.now, now), read);
    if (isReference) this.open.delete(pair);
    return found;
  }

  private resolvedSchemas(place: string, old: Json, current: Json, read: Read): ApiBreach[] {
    const [choices, choicesNow] = [choicesOf(old), choicesOf(current)];
    if (choices || choicesNow) return this.choices(place, choices ?? [old], choicesNow ?? [current], read);
    return [
      ...this.fields(place, old, current, read),
      ...valuesChange(place, old, current, read),
      ...typesChange(place, old, current, read),
      ...(read === 'by us' ? limitsChange(place, old, current) : []),
      ...this.inner(`${place}/items`, old['items'], current['items'], read),
      ...this.inner(
        `${place}/additionalProperties`,
        old['additionalProperties'],
        current['additionalProperties'],
        read,
      ),
      ...listOf(old['allOf']).flatMap((branch, n) =>
        this.schema(`${place}/allOf/${n}`, branch, listOf(current['allOf'])[n], read),
      ),
    ];
  }

  private fields(place: string, old: Json, current: Json, read: Read): ApiBreach[] {
    const [fields, left] = [(old['properties'] ?? {}) as Json, (current['properties'] ?? {}) as Json];
    const [needed, neededNow] = [new Set(listOf(old['required'])), new Set(listOf(current['required']))];
    const isOpen = current['additionalProperties'] !== false;
    const required = read === 'by us' ? [...neededNow].filter((name) => !needed.has(name)) : [];
    const optional =
      read === 'by clients' ? [...needed].filter((name) => String(name) in left && !neededNow.has(name)) : [];
    return [
      ...Object.entries(fields).flatMap(([name, schema]) => {
        if (name in left) return this.schema(`${place}/${name}`, schema, left[name], read);
        return read === 'by us' && isOpen ? [] : [{ place: `${place}/${name}`, what: 'the field is gone' }];
      }),
      ...required.map((name) => ({ place: `${place}/${String(name)}`, what: 'the field is required now' })),
      ...optional.map((name) => ({ place: `${place}/${String(name)}`, what: 'the field may be missing now' })),
    ];
  }

  /** Clients know each choice of before; we take each choice of before. */
  private choices(place: string, old: readonly unknown[], current: readonly unknown[], read: Read): ApiBreach[] {
    if (old.length === current.length) {
      return old.flatMap((branch, n) => this.schema(`${place}/${n}`, branch, current[n], read));
    }
    const [has, wants] = read === 'by us' ? [current, old] : [old, current];
    const unknown = wants.filter((one) => !has.some((other) => isDeepStrictEqual(bare(one), bare(other))));
    return unknown.map((one) => ({
      place,
      what: `${JSON.stringify(bare(one)).slice(0, 100)} ${read === 'by us' ? 'is taken no more' : 'may be answered too'}`,
    }));
  }

  private inner(place: string, before: unknown, now: unknown, read: Read): ApiBreach[] {
    if (isObject(before) && isObject(now)) return this.schema(place, before, now, read);
    return read === 'by us' && before !== false && now === false && place.endsWith('additionalProperties')
      ? [{ place, what: 'further fields are refused now' }]
      : [];
  }

  private resolved(document: ApiDocument, value: unknown): Json {
    const reference = refOf(value);
    if (reference === undefined) return isObject(value) ? value : {};
    const target = reference
      .split('/')
      .slice(1)
      .reduce<unknown>((place, name) => (place as Json | undefined)?.[name], document);
    return this.resolved(document, target);
  }
}

/** A value of an answer that is gone is one that a client waits for. New ones it passes over. */
function valuesChange(place: string, old: Json, current: Json, read: Read): ApiBreach[] {
  const valuesOf = (schema: Json) => ('const' in schema ? [schema['const']] : listOf(schema['enum']));
  const [before, now] = [valuesOf(old), valuesOf(current)];
  if (now.length === 0) return [];
  if (before.length === 0) return read === 'by us' ? [{ place, what: 'only certain values are taken now' }] : [];
  const gone = before.filter((value) => !now.includes(value));
  return gone.map((value) => ({ place, what: `the value ${JSON.stringify(value)} is gone` }));
}

/** Without a type anything goes: a reader must not be surprised by a type that it was not promised. */
function typesChange(place: string, old: Json, current: Json, read: Read): ApiBreach[] {
  const [before, now] = [listOf(old['type']), listOf(current['type'])];
  const [comes, known] = read === 'by us' ? [before, now] : [now, before];
  if (known.length === 0) return [];
  const fits = (type: unknown) => known.includes(type) || (type === 'integer' && known.includes('number'));
  if (comes.length > 0 && comes.every(fits)) return [];
  const shown = (types: readonly unknown[]) => types.join(', ') || 'open';
  return [{ place, what: `the type was ${shown(before)} and is ${shown(now)}` }];
}

function limitsChange(place: string, old: Json, current: Json): ApiBreach[] {
  const changed = (keyword: string, narrower: (was: unknown, is: unknown) => boolean) => {
    const [was, is] = [old[keyword], current[keyword]];
    if (is === undefined || isDeepStrictEqual(was, is)) return [];
    const what =
      was === undefined
        ? `${keyword} ${JSON.stringify(is)} is new`
        : `${keyword} was ${JSON.stringify(was)} and is ${JSON.stringify(is)}`;
    return was === undefined || narrower(was, is) ? [{ place, what }] : [];
  };
  return [
    ...LEAST.flatMap((keyword) => changed(keyword, (was, is) => Number(is) > Number(was))),
    ...MOST.flatMap((keyword) => changed(keyword, (was, is) => Number(is) < Number(was))),
    ...SHAPES.flatMap((keyword) => changed(keyword, () => true)),
  ];
}

function choicesOf(schema: Json): readonly unknown[] | undefined {
  return CHOICES.map((keyword) => schema[keyword]).find(Array.isArray) as readonly unknown[] | undefined;
}

function codesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(codesIn);
  if (!isObject(value)) return [];
  const code = (value['properties'] as Json | undefined)?.['code'] as Json | undefined;
  return [...(listOf(code?.['enum']) as string[]), ...Object.values(value).flatMap(codesIn)];
}

/** A schema without words for people. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (ANNOTATIONS.includes(key) ? [] : [[key, bare(inner)]])),
  );
}

function contentOf(value: unknown): Json | undefined {
  const content = isObject(value) ? (value['content'] as Json | undefined) : undefined;
  return content && (Object.values(content)[0] as Json | undefined);
}

function isRequired(body: unknown): boolean {
  return isObject(body) && body['required'] === true;
}

function hasRequiredFields(schema: unknown): boolean {
  return isObject(schema) && listOf(schema['required']).length > 0;
}

function refOf(value: unknown): string | undefined {
  const reference = isObject(value) ? value['$ref'] : undefined;
  return typeof reference === 'string' ? reference : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
