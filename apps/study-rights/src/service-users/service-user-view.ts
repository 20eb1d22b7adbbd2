import { z } from 'zod';
import { instantView, pageView, ROLES } from '#platform';
import { studyRightTypes } from '../domain/study-right-types.js';
import type { ManagedServiceUser } from './service-user.repository.js';

/** A service user as administrators see it: never its password, nor the hash. */
export const serviceUserShape = z
  .object({
    username: z.string(),
    institutionOid: z.string(),
    roles: z.array(z.enum(ROLES)).readonly(),
    sourceSystem: z.string().nullable().describe('lahdejarjestelma: each transfer has an id of that system'),
    studyRightTypes: z
      .array(z.string())
      .readonly()
      .nullable()
      .describe('opiskeluoikeudentyyppi that it may deal with; null: all'),
    active: z.boolean().describe('False: blocked, refused at once'),
    createdAt: instantView.nullable().describe('Null: before this was kept'),
    passwordChangedAt: instantView.nullable(),
    lastUsedAt: instantView.nullable().describe('Last sign-in that was right, to the minute'),
  })
  .readonly()
  .meta({ id: 'ServiceUser' });

export const serviceUserPage = pageView(serviceUserShape).meta({ id: 'ServiceUserPage' });

/** The only answer that ever holds a password. */
export const serviceUserWithPassword = z
  .object({
    serviceUser: serviceUserShape,
    password: z
      .string()
      .nullable()
      .describe('Shown this once, only a hash is kept; null when a request is repeated: it was in the first answer'),
  })
  .readonly()
  .meta({ id: 'ServiceUserWithPassword' });

export type ServiceUserView = z.infer<typeof serviceUserShape>;
export type ServiceUserWithPassword = z.infer<typeof serviceUserWithPassword>;

export function serviceUserView(user: ManagedServiceUser): ServiceUserView {
  return {
    ...user,
    createdAt: user.createdAt?.toISOString() ?? null,
    passwordChangedAt: user.passwordChangedAt?.toISOString() ?? null,
    lastUsedAt: user.lastUsedAt?.toISOString() ?? null,
  };
}

/** Types that a service user may be limited to; none is no limit. */
export const typeLimit = z
  .array(z.enum(studyRightTypes))
  .min(1)
  .max(studyRightTypes.length)
  .refine((types) => new Set(types).size === types.length)
  .nullable();

export const serviceUsername = z.string().regex(/^[a-z0-9][a-z0-9._-]{2,63}$/);
/** Also names that operators have given before. */
export const serviceUserParams = z.object({ username: z.string().min(1).max(200) });
