import { queryOptions } from '@tanstack/react-query';
import { dataOf, notifications } from './client';
import type { components } from './generated/notifications';

export type Preferences = components['schemas']['Preferences'];
export type SavedView = components['schemas']['SavedView'];

/** How the signed-in person has the pages; another machine's change is seen when its window is looked at again. */
export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => dataOf(notifications.GET('/api/notifications/v1/preferences', { signal })),
  staleTime: 60_000,
});

export function keepView({ id: viewId, list, name, query }: SavedView): Promise<Preferences> {
  return dataOf(
    notifications.PUT('/api/notifications/v1/preferences/views/{viewId}', {
      params: { path: { viewId } },
      body: { list, name, query },
    }),
  );
}

export function deleteView(viewId: string): Promise<Preferences> {
  return dataOf(
    notifications.DELETE('/api/notifications/v1/preferences/views/{viewId}', { params: { path: { viewId } } }),
  );
}

export function switchShortcuts(shortcuts: boolean): Promise<Preferences> {
  return dataOf(notifications.PUT('/api/notifications/v1/preferences/shortcuts', { body: { shortcuts } }));
}

export function chooseDigest({ mode, days }: Preferences['digest']): Promise<Preferences> {
  return dataOf(notifications.PUT('/api/notifications/v1/preferences/digest', { body: { mode, days } }));
}
