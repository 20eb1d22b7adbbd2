import { belongsTo, type Reach, type StudyRight } from '../../study-rights/domain/study-right.js';

/**
 * Personal study plan of a vocational student in eHOKS's own field names. The minimum data of 2019 (R156–R157) are the
 * required ones. Source: ehoks src/oph/ehoks/hoks/schema.clj.
 */
export interface HoksData {
  readonly 'opiskeluoikeus-oid': string;
  readonly 'oppija-oid': string;
  readonly 'ensikertainen-hyvaksyminen': string;
  /** Mandatory for all, VALMA, TELMA and TUVA included (R171); it never alone decides on feedback (R172). */
  readonly 'osaamisen-hankkimisen-tarve': boolean;
  readonly 'osaamisen-saavuttamisen-pvm'?: string | undefined;
  readonly 'tuva-opiskeluoikeus-oid'?: string | undefined;
  readonly 'urasuunnitelma-koodi-uri'?: string | undefined;
  readonly 'aiemmin-hankitut-ammat-tutkinnon-osat'?: readonly Part[] | undefined;
  readonly 'aiemmin-hankitut-yhteiset-tutkinnon-osat'?: readonly Part[] | undefined;
  readonly 'aiemmin-hankitut-paikalliset-tutkinnon-osat'?: readonly Part[] | undefined;
  readonly 'hankittavat-ammat-tutkinnon-osat'?: readonly Part[] | undefined;
  readonly 'hankittavat-yhteiset-tutkinnon-osat'?: readonly Part[] | undefined;
  readonly 'hankittavat-paikalliset-tutkinnon-osat'?: readonly Part[] | undefined;
  readonly 'hankittavat-koulutuksen-osat'?: readonly Part[] | undefined;
  readonly 'opiskeluvalmiuksia-tukevat-opinnot'?: readonly Part[] | undefined;
  readonly 'oppimisen-tuki'?: readonly LearningSupport[] | undefined;
  readonly [field: string]: unknown;
}

/** A HOKS as far as it is given: all of it, or the main fields of a PATCH. */
export type HoksFields = { readonly [Field in keyof HoksData]?: HoksData[Field] | undefined };

/** A part of a HOKS, or an osa-alue of a common part (YTO). */
export interface Part {
  readonly 'osaamisen-hankkimistavat'?: readonly Way[] | undefined;
  readonly 'osa-alueet'?: readonly Part[] | undefined;
  readonly 'valittu-todentamisen-prosessi-koodi-uri'?: string | undefined;
  /** Register number (OPH-xxxx-vvvv) of the requirements that a vocational part is taken from; kept as it comes. */
  readonly 'tutkinnon-osan-perusteen-diaarinro'?: string | undefined;
  readonly [field: string]: unknown;
}

/** Osaamisen hankkimistapa (OHT): a period in which competence is acquired in one way. */
export interface Way {
  readonly alku: string;
  readonly loppu: string;
  readonly 'osaamisen-hankkimistapa-koodi-uri': string;
  readonly 'yksiloiva-tunniste'?: string | undefined;
  readonly 'oppisopimuksen-perusta-koodi-uri'?: string | undefined;
  /** Per cent of full time. */
  readonly 'osa-aikaisuustieto'?: number | undefined;
  readonly 'tyopaikalla-jarjestettava-koulutus'?:
    { readonly 'tyopaikan-y-tunnus'?: string | undefined; readonly [field: string]: unknown } | undefined;
  readonly keskeytymisajanjaksot?:
    readonly { readonly alku: string; readonly loppu?: string | undefined }[] | undefined;
  readonly [field: string]: unknown;
}

export interface LearningSupport {
  readonly 'oppimisen-tuen-tyyppi-koodi-uri': string;
  readonly alku?: string | undefined;
  readonly loppu?: string | undefined;
  readonly 'tutkinnon-osan-tyyppi-koodi-uri'?: string | undefined;
  readonly [field: string]: unknown;
}

/** A stored HOKS, soft-deleted when `deletedAt` is set. */
export interface Hoks {
  readonly id: number;
  readonly studyRightOid: string;
  readonly learnerOid: string;
  /** Oid of the oppilaitos of its study right. */
  readonly institutionOid: string;
  /** External id (UUID). */
  readonly eid: string;
  /** manuaalisyotto: entered by a person's hand, so that the pen may edit it (R158–R159). Set once, at creation. */
  readonly manualEntry: boolean;
  /** Goes up with each change of any kind. */
  readonly version: number;
  readonly data: HoksData;
  readonly deletedAt: Date | null;
}

/** Whether a HOKS is within reach: its study right is. Of an unknown study right (R161) only the oppilaitos is on record. */
export function isWithin(reach: Reach, hoks: Hoks, studyRight: StudyRight | null): boolean {
  return studyRight === null ? reach === null || hoks.institutionOid === reach : belongsTo(studyRight, reach);
}

/** How a HOKS comes: from a student information system, or by a person's hand. */
export type EntryMode = 'INTEGRATION' | 'BY_HAND';
