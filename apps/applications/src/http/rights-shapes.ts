import { z } from 'zod';
import {
  CONDITIONS,
  type Grants,
  RIGHTS_ACTIONS,
  RIGHTS_BY_DEFAULT,
  RIGHTS_OF_ACTIONS,
  type RightsAction,
  type RightsRows,
  rightsWith,
  ROLES_WITH_RIGHTS,
  type RoleWithRights,
} from '#kernel';
import { instantView, pageView } from '#platform';
import type { RightsMatrix } from '../domain/rights-matrix.js';
import type { Authorship } from '../persistence/rights-matrix.repository.js';
import { text } from './request-schemas.js';

const action = z.enum(RIGHTS_ACTIONS as readonly [RightsAction, ...RightsAction[]]);
const role = z.enum(ROLES_WITH_RIGHTS);
const condition = z.enum(CONDITIONS);

/** The rows that are the institution's own; no row, or a row like the default: the default. */
export const rightsInput = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        action,
        grants: z
          .array(z.strictObject({ role, conditions: z.array(condition).max(CONDITIONS.length).default([]) }))
          .max(ROLES_WITH_RIGHTS.length),
      }),
    )
    .max(RIGHTS_ACTIONS.length)
    .transform(asRows),
});
export const rightsChangeInput = rightsInput.extend({ reason: text(500) });

export type RightsChangeInput = z.infer<typeof rightsChangeInput>;

const grant = z
  .object({
    role,
    conditions: z.array(condition).readonly().describe('All have to hold; none: the role alone is enough'),
  })
  .readonly()
  .meta({ id: 'Grant' });

const rightsOfAction = z
  .object({
    action,
    service: z.string().describe('The service that asks for it'),
    grants: z.array(grant).readonly().describe('The roles that may'),
    byDefault: z.array(grant).readonly(),
    own: z.boolean().describe('The institution has set it'),
    changeable: z.boolean().describe('False: a law, the manual or the table of states says who it is'),
    mayAsk: z.array(condition).readonly().describe('Conditions that can be asked here'),
    always: z.array(condition).readonly().describe('Conditions that stay'),
    roles: z.array(role).readonly().describe('To whom it can be given'),
  })
  .readonly()
  .meta({ id: 'RightsOfAction' });

export const rightsMatrixShape = z
  .object({
    version: z.int().describe('0: nothing has been set'),
    changedAt: instantView.nullable(),
    reason: z.string().nullable().describe('Of the newest version'),
    actions: z.array(rightsOfAction).readonly(),
  })
  .readonly()
  .meta({ id: 'RightsMatrix' });

const changeOfRight = z
  .object({
    action,
    role,
    before: z.array(condition).readonly().nullable().describe('Null: the role may not'),
    after: z.array(condition).readonly().nullable().describe('Null: the role may not'),
  })
  .readonly()
  .meta({ id: 'ChangeOfRight' });

const people = z
  .object({
    total: z.int(),
    first: z.array(z.object({ personId: z.string(), name: z.string() }).readonly()).readonly(),
  })
  .readonly()
  .meta({ id: 'PeopleAffected', description: 'How many of the staff, and the first fifty by name' });

export const rightsPreview = z
  .object({
    changes: z.array(changeOfRight).readonly(),
    effects: z
      .array(
        z
          .object({ action, gains: people, loses: people, otherwise: people.describe('May on other conditions') })
          .readonly(),
      )
      .readonly(),
  })
  .readonly()
  .meta({ id: 'RightsPreview' });

const rightsVersion = z
  .object({
    version: z.int(),
    changedAt: instantView,
    changedBy: z.string().nullable().describe('By name, as far as it is known'),
    reason: z.string(),
    changes: z
      .array(changeOfRight)
      .readonly()
      .describe('Against the version before, both read with the default of today'),
  })
  .readonly()
  .meta({ id: 'RightsMatrixVersion' });

export const rightsVersionPage = pageView(rightsVersion).meta({ id: 'RightsMatrixVersionPage' });

export type RightsMatrixView = z.infer<typeof rightsMatrixShape>;
export type RightsPreview = z.infer<typeof rightsPreview>;
export type RightsVersionPage = z.infer<typeof rightsVersionPage>;

const SERVICE_OF = new Map(
  Object.entries(RIGHTS_BY_DEFAULT).flatMap(([service, rows]) => Object.keys(rows).map((name) => [name, service])),
);

export function rightsMatrixView(matrix: RightsMatrix & { readonly last: Authorship | null }): RightsMatrixView {
  const rights = rightsWith(matrix.granted);
  return {
    version: matrix.version,
    changedAt: matrix.last?.changedAt.toISOString() ?? null,
    reason: matrix.last?.reason ?? null,
    actions: RIGHTS_ACTIONS.map((name) => {
      const { by, mayAsk, always = [], only } = RIGHTS_OF_ACTIONS[name];
      return {
        action: name,
        service: SERVICE_OF.get(name) ?? '',
        grants: grantsView(rights[name]),
        byDefault: grantsView(by),
        own: name in matrix.granted,
        changeable: mayAsk !== undefined,
        mayAsk: mayAsk ?? [],
        always,
        roles: mayAsk ? (only ?? ROLES_WITH_RIGHTS.filter((one) => one !== 'STUDENT')) : [],
      };
    }),
  };
}

function grantsView(grants: Grants): { role: RoleWithRights; conditions: (typeof CONDITIONS)[number][] }[] {
  return ROLES_WITH_RIGHTS.flatMap((one) => {
    const conditions = grants[one];
    return conditions ? [{ role: one, conditions: [...conditions] }] : [];
  });
}

/** In a fixed order and once each, so that the same rights are the same text. */
function asRows(
  rows: readonly {
    readonly action: RightsAction;
    readonly grants: readonly { readonly role: RoleWithRights; readonly conditions: readonly string[] }[];
  }[],
): RightsRows {
  return Object.fromEntries(
    rows.map(({ action: name, grants }) => [
      name,
      Object.fromEntries(grants.map((one) => [one.role, CONDITIONS.filter((asked) => one.conditions.includes(asked))])),
    ]),
  );
}
