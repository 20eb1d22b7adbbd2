import { queryOptions } from '@tanstack/react-query';
import { dataOf, notifications } from './client';
import type { components } from './generated/notifications';

export type NotificationSettings = components['schemas']['NotificationSettings'];

/** What the institution has decided of its messages; staff read it. */
export const notificationSettingsQuery = queryOptions({
  queryKey: ['notification-settings'],
  queryFn: ({ signal }) => dataOf(notifications.GET('/api/notifications/v1/settings', { signal })),
});
