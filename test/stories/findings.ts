import { randomBytes, randomInt } from 'node:crypto';

/** What one run of the story has made and seen; fresh for each run, so that it can be repeated on the same stack. */
export interface Findings {
  /** When the run began; older messages and mails are none of its business. */
  readonly startedAt: Date;
  /** Letters that occur nowhere else; part of names, so that the run finds its own. */
  readonly word: string;
  /** Vocational learners with valid oids: of study rights that come by HTTP, by Kafka, for customer service, with a wrong type. */
  readonly learners: Readonly<Record<'byHttp' | 'byKafka' | 'withSupport' | 'wrongType', string>>;
  applicationId?: string;
  partIds?: readonly string[];
  /** Decisions by number of part, from 1. */
  readonly decisionIds: Map<number, string>;
  readonly attainmentIds: Set<string>;
  studyRightOid?: string;
  hoksId?: number;
  /** Of the customer-service path. */
  support: { studyRightOid?: string; hoksId?: number; caseId?: string };
  /** Study right that was stored with a wrong type. */
  wrongOid?: string;
}

/** Findings of a run that has not begun. */
export function noFindings(): Findings {
  return {
    startedAt: new Date(),
    word: `myrsky${lettersOf(randomBytes(5))}`,
    learners: { byHttp: learnerOid(), byKafka: learnerOid(), withSupport: learnerOid(), wrongType: learnerOid() },
    support: {},
    decisionIds: new Map(),
    attainmentIds: new Set(),
  };
}

function lettersOf(bytes: Buffer): string {
  return [...bytes].map((byte) => 'aeiouylnrstkpmvh'[byte >> 4]! + 'aeiouylnrstkpmvh'[byte & 15]!).join('');
}

/** A learner oid (node 24) that nobody has, with its check digit: IBM 1-3-7 over the last node. */
export function learnerOid(digits = String(randomInt(1_000_000_000, 10_000_000_000))): string {
  const weights = [7, 3, 1];
  const sum = [...digits].reverse().reduce((total, digit, place) => total + Number(digit) * weights[place % 3]!, 0);
  return `1.2.246.562.24.${digits}${(10 - (sum % 10)) % 10}`;
}
