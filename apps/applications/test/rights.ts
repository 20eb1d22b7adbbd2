import { as } from '#testing';

/** Steps of the scenarios on the rights matrix, through HTTP, as Anna who administrates it. */

export const RIGHTS = '/api/applications/v1/rights-matrix';

export interface Grant {
  readonly role: string;
  readonly conditions?: readonly string[];
}
export interface Matrix {
  readonly version: number;
  readonly reason: string | null;
  readonly actions: readonly {
    readonly action: string;
    readonly grants: readonly Grant[];
    readonly byDefault: readonly Grant[];
    readonly own: boolean;
    readonly changeable: boolean;
  }[];
}
export type Rows = Readonly<Record<string, readonly Grant[]>>;

export function rowsOf(rows: Rows): object[] {
  return Object.entries(rows).map(([action, grants]) => ({ action, grants }));
}

/** Sets these rows, and the default for all others. A scenario that sets some sets none in the end: the others know the default. */
export async function setRights(rows: Rows, reason = 'Kokeillaan.'): Promise<Matrix> {
  const anna = await as('anna');
  const { body } = await anna.get<Matrix>(RIGHTS);
  const change = { rows: rowsOf(rows), reason };
  const reply = await anna.put<Matrix>(RIGHTS, change, { 'if-match': `"${body.version}"` });
  if (reply.status !== 200) throw new Error(`Not set: ${JSON.stringify(reply.body)}`);
  return reply.body;
}
