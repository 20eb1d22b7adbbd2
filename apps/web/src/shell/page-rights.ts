import type { Role, Session } from '../session/session-store';

/** Who a page is for, and where it stands in the navigation; part of the route table. */
export interface PageRights {
  /** Also for people who are not signed in. */
  readonly open?: boolean;
  /** One of these is needed; left out: everybody who is signed in. */
  readonly roles?: readonly Role[];
  /** What has to be switched on for the institution as well. */
  readonly feature?: string;
  /** Its place in the navigation: key of its name in the shell's texts. */
  readonly nav?: string;
  /** The letter that goes there after `g`. */
  readonly key?: string;
  /** The feature whose texts it shows; they begin to load together with its code. */
  readonly texts?: string;
  /** The group of the navigation that it stands in. */
  readonly group?: 'study' | 'handling' | 'support' | 'operations' | 'common';
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption extends PageRights {}
}

export function mayOpen(
  { roles: needed, feature }: PageRights = {},
  { roles, features }: Pick<Session, 'roles' | 'features'>,
): boolean {
  const hasRole = needed === undefined || needed.some((role) => roles.includes(role));
  return hasRole && (feature === undefined || features.includes(feature));
}
