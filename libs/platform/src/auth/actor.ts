/** Roles as the issuer writes them into access tokens. */
export const ROLES = [
  'STUDENT',
  'HANDLER',
  'DECISION_MAKER',
  'RECORDER',
  'ADMIN',
  'PROVIDER',
  'PROVIDER_INVALIDATOR',
  'PROVIDER_VIEWER',
  /** manuaalisyöttäjä: enters HOKSes by hand. */
  'PROVIDER_MANUAL_RECORDER',
  /** A vocational learner; the subject of the token is the learner's oid (oppijanumero). */
  'LEARNER',
  'SUPPORT',
  /** Runs the system for all institutions; no right in any of them. */
  'OPERATOR',
  /** Koski's main user (OPH-pääkäyttäjä): every organisation's study rights. */
  'MAIN_USER',
] as const;

export type Role = (typeof ROLES)[number];

/** Who is asking, from the verified access token. */
export interface Actor {
  /** `sub` of the token: the id that the university publishes the person with. */
  readonly personId: string;
  /** The only source of the institution in a request. */
  readonly institutionOid: string;
  readonly roles: readonly Role[];
  readonly username: string;
  /** The person's own name, where the issuer puts it into access tokens (OpenID Connect's `name`). */
  readonly name?: string;
}
