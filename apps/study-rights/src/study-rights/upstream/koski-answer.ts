/** What an answer of the Koski above means for an invalidation. */
export type KoskiAnswer =
  | { readonly kind: 'DONE' | 'NOT_FOUND' | 'NO_ANSWER' }
  /** Koski itself says no, with its key; asking again changes nothing. */
  | { readonly kind: 'REFUSED'; readonly koskiKey: string };

/** An HTTP answer whose body was read in full. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

const SERVER_FAILED = 500;
const KEY = /^[\p{L}][\p{L}\d.]{0,99}$/u;

/**
 * Reads an answer about the study right. Nothing is believed for its status alone: success has to name the study right,
 * and "not found" is Koski's key `notFound.…`, since a proxy answers 404 too. Everything that is not understood is no
 * answer.
 */
export function koskiAnswer({ status, contentType, body }: HttpAnswer, oid: string): KoskiAnswer {
  const value = /^application\/([\w.+-]+\+)?json\b/i.test(contentType ?? '') ? parsed(body) : undefined;
  if (status >= 200 && status < 300) return { kind: names(value, oid) ? 'DONE' : 'NO_ANSWER' };
  const keys = keysOf(value);
  if (keys.some((key) => key === 'notFound' || key.startsWith('notFound.'))) return { kind: 'NOT_FOUND' };
  const [koskiKey] = keys;
  const refused = status >= 400 && status < SERVER_FAILED && koskiKey !== undefined;
  return refused ? { kind: 'REFUSED', koskiKey } : { kind: 'NO_ANSWER' };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** GET answers with the study right, DELETE with `{henkilö, opiskeluoikeudet: [{oid, versionumero}]}`. */
function names(value: unknown, oid: string): boolean {
  if (fieldOf(value, 'oid') === oid) return true;
  const list = fieldOf(value, 'opiskeluoikeudet');
  return Array.isArray(list) && list.some((entry) => fieldOf(entry, 'oid') === oid);
}

/** The keys of Koski's error list `[{key, message}]`. */
function keysOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list
    .map((entry) => fieldOf(entry, 'key'))
    .filter((key): key is string => typeof key === 'string' && KEY.test(key));
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
