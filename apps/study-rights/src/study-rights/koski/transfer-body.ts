import { z } from 'zod';
import { isRefused, LIMITS, refuse, together } from '#kernel';
import { allOf } from '../../problems/places.js';
import type { Refusal } from '../../errors.js';
import { isHetu } from '../domain/hetu.js';
import { isLearnerOid } from '../domain/oids.js';
import type { Opiskeluoikeus } from '../domain/opiskeluoikeus.js';
import { readOpiskeluoikeus } from './opiskeluoikeus.schema.js';

const MOST_STUDY_RIGHTS = 100;
const PATHS_NAMED = 20;

const opiskeluoikeudet = z
  .array(z.looseObject({}))
  .max(MOST_STUDY_RIGHTS)
  .describe("Study rights in Koski's shape. Unknown fields are stored and returned unchanged.");

/** Body of a transfer by our own interface: one learner, by oid, and the learner's study rights. */
export const transferBody = z.strictObject({
  henkilö: z.strictObject({ oid: z.string().min(1).max(LIMITS.oid) }).describe('The learner, by oid (node 24).'),
  opiskeluoikeudet,
});

const name = z
  .string()
  .max(200)
  .nullish()
  .transform((value) => value ?? undefined);
const text = z
  .string()
  .min(1)
  .max(LIMITS.oid)
  .nullish()
  .transform((value) => value ?? undefined);

/** Body of Koski's PUT /api/oppija, which also knows learners by hetu; what else is said of the learner is not ours. */
const koskiTransferBody = z.looseObject({
  henkilö: z
    .looseObject({ oid: text, hetu: text, etunimet: name, kutsumanimi: name, sukunimi: name })
    .refine(({ oid, hetu }) => oid !== undefined || hetu !== undefined, 'expected oid or hetu'),
  opiskeluoikeudet,
});

/** A transfer whose outer shape is right. */
export interface TransferBody {
  readonly henkilö: {
    readonly oid?: string | undefined;
    readonly hetu?: string | undefined;
    readonly etunimet?: string | undefined;
    readonly kutsumanimi?: string | undefined;
    readonly sukunimi?: string | undefined;
  };
  readonly opiskeluoikeudet: readonly Readonly<Record<string, unknown>>[];
}

/** Whom a transfer is about. With an oid nothing else counts. */
export type LearnerIdentity =
  | { readonly oid: string }
  | {
      readonly hetu: string;
      readonly etunimet?: string | undefined;
      readonly kutsumanimi?: string | undefined;
      readonly sukunimi?: string | undefined;
    };

/** A transfer that can be decided on. */
export interface Transfer {
  readonly learner: LearnerIdentity;
  readonly opiskeluoikeudet: readonly Opiskeluoikeus[];
}

/** The outer shape of a body of Koski's interface; wrong places are named, never their values. */
export function readKoskiBody(value: unknown): TransferBody | Refusal {
  const result = koskiTransferBody.safeParse(value);
  if (result.success) return result.data;
  const polut = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || '(koko siirto)'))];
  return refuse('badRequest.validation.jsonSchema', { polut: polut.slice(0, PATHS_NAMED).join(', ') });
}

/**
 * Reads a transfer; several errors at once, those of all its study rights.
 * @param today day in Finland: nobody is born later
 */
export function readTransfer(body: TransferBody, today: string): Transfer | Refusal {
  const learner = readLearner(body.henkilö, today);
  if (isRefused(learner)) return learner;
  if (body.opiskeluoikeudet.length === 0) {
    return refuse('badRequest.validation.tyhjäOpiskeluoikeusLista');
  }
  const read: Opiskeluoikeus[] = [];
  const refusals: Refusal[] = [];
  for (const value of body.opiskeluoikeudet) {
    const one = readOpiskeluoikeus(value);
    if (isRefused(one)) refusals.push(...allOf(one));
    else read.push(one);
  }
  return together(refusals) ?? { learner, opiskeluoikeudet: read };
}

function readLearner(
  { oid, hetu, etunimet, kutsumanimi, sukunimi }: TransferBody['henkilö'],
  today: string,
): LearnerIdentity | Refusal {
  if (oid !== undefined) {
    return isLearnerOid(oid) ? { oid } : refuse('badRequest.queryParam.virheellinenHenkilöOid');
  }
  return hetu !== undefined && isHetu(hetu, today)
    ? { hetu, etunimet, kutsumanimi, sukunimi }
    : refuse('badRequest.validation.henkilötiedot.hetu');
}
