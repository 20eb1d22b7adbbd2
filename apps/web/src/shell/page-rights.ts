import type { Role } from '../session/session-store';

/** Who a page is for, and where it stands in the navigation; part of the route table. */
export interface PageRights {
  /** Also for people who are not signed in. */
  readonly open?: boolean;
  /** One of these is needed; left out: everybody who is signed in. */
  readonly roles?: readonly Role[];
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

export function mayOpen(rights: PageRights | undefined, roles: readonly Role[]): boolean {
  return rights?.roles === undefined || rights.roles.some((role) => roles.includes(role));
}
