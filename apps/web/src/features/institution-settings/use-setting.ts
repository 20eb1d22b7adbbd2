import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { applications, commandHeaders, dataOf, newIntention } from '../../api/client';
import type { components } from '../../api/generated/applications';

export type Settings = components['schemas']['Settings'];

export const settingsQuery = queryOptions({
  queryKey: ['institution-settings'],
  queryFn: ({ signal }) => dataOf(applications.GET('/api/applications/v1/settings', { signal })),
});

/** How a setting is sent: with the version that the administrator has seen. */
export type SendSetting<T> = (value: T, header: ReturnType<typeof commandHeaders>) => Promise<Settings>;

/**
 * One setting while it is edited. It is saved on the version that stood when the editing began: what another administrator saves meanwhile
 * is not overwritten unseen, also when the page has read it already.
 */
export function useSetting<Stored, Edited>(settings: Settings, stored: Stored, send: SendSetting<Edited>) {
  const queries = useQueryClient();
  const [edit, setEdit] = useState<{ readonly value: Stored; readonly version: number }>();
  const [intention, setIntention] = useState(newIntention);
  const version = edit?.version ?? settings.version;
  const change = useMutation({
    mutationFn: (value: Edited) => send(value, commandHeaders(version, intention)),
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved);
      setEdit(undefined);
    },
    onSettled: () => setIntention(newIntention()),
  });
  /** After a conflict: what is typed stays, on what stands now. */
  const goOn = async () => {
    const now = await queries.fetchQuery({ ...settingsQuery, staleTime: 0 });
    setEdit((one) => one && { ...one, version: now.version });
    change.reset();
  };
  return {
    value: edit?.value ?? stored,
    set: (value: Stored) => {
      setEdit({ value, version });
      change.reset();
    },
    change,
    goOn,
  };
}
