import { useRouter } from '@tanstack/react-router';
import { useSessionState } from '../session/session-store';
import { mayOpen, type PageRights } from './page-rights';

const GROUPS = ['study', 'handling', 'support', 'operations', 'common'] as const;

/** A page in the navigation. */
export interface Place {
  readonly path: string;
  /** Key of its name. */
  readonly nav: string;
  /** The letter after `g`. */
  readonly key: string | undefined;
}

/** The pages of somebody's roles, in the order of the navigation; what one may not use is not there (pages.md 4.1). */
export function usePlaces(): readonly Place[] {
  const state = useSessionState();
  const routes: { options: { staticData?: PageRights }; fullPath: string }[] = Object.values(useRouter().routesById);
  if (!('session' in state)) return [];
  const places = routes.flatMap(({ options: { staticData }, fullPath }) => {
    const { nav, group, key } = staticData ?? {};
    return nav !== undefined && mayOpen(staticData, state.session) ? [{ path: fullPath, nav, group, key }] : [];
  });
  return GROUPS.flatMap((group) => places.filter((place) => place.group === group));
}
