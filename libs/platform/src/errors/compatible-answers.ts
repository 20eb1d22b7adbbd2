import type { CompatibleInterface } from '../http/compatible-interfaces.js';
import { fill, worded } from './fill.js';
import type { WrittenProblem } from './problem-document.js';
import type { FieldError } from './problem.js';

/** A problem as a compatible interface answers it. */
export interface CompatibleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One entry of Koski's error list; what a client can go by beside the two fields is named by the service. */
interface KoskiEntry {
  readonly key: string;
  readonly message: string;
  readonly [detail: string]: unknown;
}

const koski = (key: string, message: string): KoskiEntry => ({ key, message });

/**
 * Our own codes in Koski's keys and words (koski http/KoskiErrorCategory.scala). Koski has one key for JSON that cannot be
 * read; what we distinguish stands below it. It has none for bodies and headers that are too large.
 */
const KOSKI_WORDS: Readonly<Record<string, KoskiEntry>> = {
  'platform/not-authenticated': koski('unauthorized.notAuthenticated', 'Käyttäjä ei ole tunnistautunut.'),
  'platform/token-invalid': koski('unauthorized.loginFail', 'Sisäänkirjautuminen epäonnistui.'),
  'platform/forbidden': koski(
    'forbidden.organisaatio',
    'Käyttäjällä ei oikeuksia annettuun organisaatioon (esimerkiksi oppilaitokseen).',
  ),
  'platform/not-found': koski('notFound', 'Not found'),
  'platform/validation-failed': koski('badRequest.validation.jsonSchema', 'JSON-schema -validointi epäonnistui.'),
  'platform/malformed-json': koski('badRequest.format.json', 'JSON-dokumentin parsinta epäonnistui.'),
  'platform/not-utf8': koski('badRequest.format.json.merkistö', 'JSON-dokumentti ei ole UTF-8-merkistössä.'),
  'platform/json-duplicate-name': koski(
    'badRequest.format.json.toistuvaKenttä',
    'JSON-objektissa on sama kenttä useammin kuin kerran.',
  ),
  'platform/json-too-deep': koski(
    'badRequest.format.json.liianSyvä',
    'JSON-dokumentissa saa olla enintään 100 sisäkkäistä tasoa.',
  ),
  'platform/json-number': koski(
    'badRequest.format.json.liianSuuriLuku',
    'JSON-dokumentissa on luku, jonka itseisarvo on suurempi kuin 9007199254740991.',
  ),
  'platform/json-character': koski(
    'badRequest.format.json.kiellettyMerkki',
    'JSON-dokumentissa on NUL-merkki, puolikas merkkipari tai kenttä __proto__.',
  ),
  'platform/body-too-large': koski('payloadTooLarge', 'Pyynnön sisältö saa olla enintään 2 megatavua.'),
  'platform/headers-too-large': koski('requestHeaderFieldsTooLarge', 'Pyynnön otsakkeet ovat liian suuret.'),
  'platform/malformed-request': koski('badRequest', 'Epäkelpo syöte'),
  'platform/request-timeout': koski('requestTimeout', 'Pyyntö jäi kesken. Lähetä se uudelleen.'),
  'platform/unsupported-media-type': koski(
    'unsupportedMediaType.jsonOnly',
    'Wrong content type: only application/json content type with UTF-8 encoding allowed',
  ),
  'platform/conflict': koski(
    'conflict.samanaikainenPäivitys',
    'Toinen käyttäjä on päivittänyt saman opiskeluoikeuden tietoja samanaikaisesti. Yritä myöhemmin uudelleen.',
  ),
  'platform/too-many-requests': koski('tooManyRequests', 'Liian monta pyyntöä. Yritä hetken kuluttua uudelleen.'),
  'platform/unavailable': koski('unavailable', 'Palvelu ei ole käytettävissä. Yritä myöhemmin uudelleen.'),
  'platform/internal': koski('internalError', 'Internal server error'),
};

/** What Koski alone says in words of its own; eHOKS names no key for it. */
const KOSKI_ALONE: Readonly<Record<string, KoskiEntry>> = {
  'unauthorized.loginFail': koski('unauthorized.loginFail', 'Sisäänkirjautuminen epäonnistui.'),
  'platform/method-not-allowed': koski(
    'methodNotAllowed',
    'Osoitteessa ei ole tätä menetelmää; otsake Allow luettelee ne.',
  ),
};

/** What a code of ours is called in Koski's error list. */
export function koskiKeyOf(code: string): string {
  return (KOSKI_WORDS[code] ?? KOSKI_ALONE[code])?.key ?? code;
}

/**
 * A problem in the shape of the interface that was asked: Koski's list of `{key, message}`, eHOKS's `{error}`. A service
 * gives its own errors in Koski's words as `koskiErrors` of the problem.
 */
export function compatibleAnswer(written: WrittenProblem, { speaks }: CompatibleInterface): CompatibleAnswer {
  const { document, headers } = written;
  const { status } = document;
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-language': speaks === 'koski' ? 'fi' : 'en',
      ...(status === 401 ? { 'www-authenticate': 'Basic realm="hyvaksiluku", charset="UTF-8"' } : {}),
    },
    body: speaks === 'koski' ? koskiEntries(written) : ehoksBody(written),
  };
}

function koskiEntries({ document, definition }: WrittenProblem): readonly KoskiEntry[] {
  const given = document['koskiErrors'] as readonly KoskiEntry[] | undefined;
  if (given !== undefined) return given.map((entry) => KOSKI_WORDS[entry.key] ?? entry);
  const inFinnish = () => fill(definition.detail.fi, (name) => worded(document[name]));
  return [KOSKI_WORDS[document.code] ?? KOSKI_ALONE[document.code] ?? koski(document.code, inFinnish())];
}

interface EhoksAnswer {
  readonly error: string;
  readonly code: string;
  /** Koski's key of a fault that Koski has too. */
  readonly key?: string;
  readonly errors?: readonly FieldError[];
}

/**
 * eHOKS answers with a sentence; the code, and all wrong places of a body, stand beside it for those who go by them. Where a
 * mistake has a code of its own (`hoks/…`), the first one speaks for the rest.
 */
function ehoksBody({ document, definition }: WrittenProblem): EhoksAnswer {
  const { code, errors } = document;
  const key = KOSKI_WORDS[code]?.key;
  const beside = { ...(key !== undefined && { key }), ...(errors && { errors }) };
  const sentence = document['ehoksError'] ?? document['message'];
  if (sentence !== undefined) return { error: String(sentence), code, ...beside };
  const [first] = errors ?? [];
  if (first === undefined) return { error: definition.title.en, code, ...beside };
  const ownCode = first.code.includes('/') ? first.code : code;
  return { error: `${definition.title.en}: ${first.path} ${first.message}`, code: ownCode, ...beside };
}
