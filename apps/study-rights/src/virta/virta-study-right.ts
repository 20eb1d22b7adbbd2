import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import { isUniversityId } from '#contracts';
import { isPlausibleDay } from '../domain/dates.js';
import type { HigherEducationStudyRight } from '../domain/higher-education.js';
import { koskiError, type KoskiError } from '../domain/koski-error.js';

/** A study right as a VIRTA record tells of it: VIRTA has no versions, so the one who stores it counts them. */
export type VirtaStudyRight = Omit<HigherEducationStudyRight, 'version'> & {
  /** The key (avain) that the institution has given to it. */
  readonly key: string;
};

const LONGEST_CODE = 60;
/** Namespace of the ids that are made of VIRTA's keys where a key may not be an id itself; never change it. */
const ID_SPACE = '6f7a3c52-9f0e-4b7e-8a51-0d3c9b2e7a10';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  isArray: (name) => ['Tila', 'Jakso', 'Tyyppi'].includes(name),
});

const text = z.union([z.string(), z.looseObject({ '#text': z.string() }).transform((element) => element['#text'])]);
/** xs:date may bear a time zone, which says nothing of a day. */
const day = text.transform((value) => value.replace(/(Z|[+-]\d\d:\d\d)$/, '')).pipe(z.string().refine(isPlausibleDay));
const code = (highest: number) =>
  text.pipe(
    z
      .string()
      .regex(/^[1-9]\d?$/)
      .transform(Number)
      .pipe(z.int().max(highest)),
  );
const key = z.string().min(1).max(100).transform(plainText).pipe(z.string().min(1).max(100));
const span = { AlkuPvm: day, LoppuPvm: day.optional() };

/** Of Opiskeluoikeudet.xsd (1.06.3) what is decided on here; the rest of a record is not kept. */
const record = z.object({
  '@avain': key,
  '@opiskelijaAvain': key,
  ...span,
  Tila: z
    .array(z.object({ ...span, Koodi: code(7) }))
    .min(1)
    .max(100),
  Tyyppi: z
    .array(code(20))
    .length(1)
    .transform(([type]) => type ?? 0),
  Myontaja: text.pipe(z.string().regex(/^[0-9A-Z]{5}$/)),
  Jakso: z
    .array(z.object({ ...span, '@koulutusmoduulitunniste': z.string().max(200), Koulutuskoodi: text.optional() }))
    .max(500)
    .optional(),
});
type Record_ = z.infer<typeof record>;

/**
 * Reads one `Opiskeluoikeus` element.
 * @returns the study right; or the error, with the place but never the value, and the record's key if that can be read
 */
export function readVirtaStudyRight(
  xml: string,
  institutionOid: string,
): VirtaStudyRight | { readonly error: KoskiError; readonly key: string | null } {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) {
    return { key: null, error: koskiError('badRequest.format.xml', { kohta: `rivi ${wellFormed.err.line}` }) };
  }
  const root = z.object({ Opiskeluoikeus: z.unknown() }).safeParse(parser.parse(xml));
  const element = root.success ? root.data.Opiskeluoikeus : undefined;
  const result = record.safeParse(element);
  const own = z.object({ '@avain': key }).safeParse(element);
  const ownKey = own.success ? own.data['@avain'] : null;
  const wrong = result.success ? contradictionOf(result.data) : pathOf(result.error.issues[0]?.path ?? []);
  if (!result.success || wrong !== null) {
    return { key: ownKey, error: koskiError('badRequest.validation.virta', { kohta: wrong }) };
  }
  return studyRightOf(result.data, institutionOid);
}

function studyRightOf(data: Record_, institutionOid: string): VirtaStudyRight {
  const id = (kind: string, value: string) =>
    isUniversityId(value) ? value : uuidV5(`${institutionOid} ${kind} ${value}`, ID_SPACE);
  const last = byStart(data.Jakso ?? []).at(-1);
  const programme = last?.['@koulutusmoduulitunniste'] || last?.Koulutuskoodi || '';
  return {
    key: data['@avain'],
    id: id('opiskeluoikeus', data['@avain']),
    institutionOid,
    studentId: id('opiskelija', data['@opiskelijaAvain']),
    programmeCode: programme.length > 0 && programme.length <= LONGEST_CODE ? (plainText(programme) ?? null) : null,
    virtaType: data.Tyyppi,
    startDate: data.AlkuPvm,
    endDate: data.LoppuPvm ?? null,
    states: byStart(data.Tila).map(({ Koodi, AlkuPvm }) => ({ state: Koodi, startDate: AlkuPvm })),
  };
}

/** The place that contradicts another: an end before its start, states that overlap. */
function contradictionOf(data: Record_): string | null {
  if (data.LoppuPvm !== undefined && data.LoppuPvm < data.AlkuPvm) return 'LoppuPvm';
  const states = byStart(data.Tila);
  for (const [index, state] of states.entries()) {
    const next = states[index + 1];
    if (state.LoppuPvm !== undefined && state.LoppuPvm < state.AlkuPvm) return 'Tila.LoppuPvm';
    if (next !== undefined && next.AlkuPvm <= (state.LoppuPvm ?? state.AlkuPvm)) return 'Tila.AlkuPvm';
  }
  return null;
}

function byStart<T extends { AlkuPvm: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => (a.AlkuPvm < b.AlkuPvm ? -1 : a.AlkuPvm > b.AlkuPvm ? 1 : 0));
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.filter((step) => typeof step === 'string').join('.') || 'Opiskeluoikeus';
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text without the five entities of XML itself; undefined when it holds another, or what cannot be stored. */
function plainText(value: string): string | undefined {
  const plain = value.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
  const foreign = /&(?!(?:amp|lt|gt|quot|apos);)/.test(value);
  return foreign || plain.includes('\0') || !plain.isWellFormed() ? undefined : plain;
}
