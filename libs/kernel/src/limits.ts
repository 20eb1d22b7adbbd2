import { creditsOf, MAX_CREDITS } from './credits.js';

/**
 * The limits that hold for a request and for the events which carry what was sent: one home for both. Requests take them from
 * here; the schemas in libs/contracts/events state them for readers in other languages, and `npm run check -- limits`
 * compares them by name. A published limit is not narrowed (docs/stability.md).
 */
export const LIMITS = {
  /** ECTS credits. */
  credits: creditsOf(MAX_CREDITS),
  partsOfAnApplication: 50,
  basesOfAPart: 20,
  targetsOfAPart: 20,
  /** Reasons for which a part is returned, as codes of a codeset. */
  reasonsOfAReturn: 10,
  /** Fields of a part that a return speaks of. */
  fieldsOfAReturn: 30,
  /** Characters of a code: a course, a programme, a study elsewhere. */
  code: 60,
  /** Characters of the name of prior learning. */
  basisName: 300,
  /** Characters of the name of where prior learning was gained. */
  organisation: 300,
  /** Characters of a grade. */
  grade: 20,
  /** Fields of education are numbered from 1 to this (R95). */
  fieldOfEducation: 12,
  /** Characters of a keyword (R104). */
  keyword: 40,
  /** Characters of an oid of OPH: a study right, a learner, an organisation. */
  oid: 60,
  /** Characters of the id that a source system gives a study right (lähdejärjestelmänId). */
  sourceId: 200,
  /** Characters of the key (avain) of a VIRTA record. */
  keyOfAVirtaRecord: 100,
  /** Refusals in the answer to one event. */
  refusalsOfAnAnswer: 100,
  /** Characters of what a refusal says in the answer to an event. */
  messageOfARefusal: 2000,
  /** Ids in one question to the owner of a copy. */
  idsOfAQuestion: 200,
  /** Rows in one page of a digest: about 150 kB as an event. */
  rowsOfADigest: 2000,
} as const;
