import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { applications, commandHeaders, dataOf, newIntention } from '../../api/client';
import type { components } from '../../api/generated/applications';

export type Settings = components['schemas']['Settings'];

export const settingsQuery = queryOptions({
  queryKey: ['institution-settings'],
  queryFn: ({ signal }) => dataOf(applications.GET('/api/applications/v1/settings', { signal })),
});

interface Versioned {
  readonly version: number;
}

/** How a setting is sent: with the version that the administrator has seen. */
export type SendSetting<T, All extends Versioned = Settings> = (
  value: T,
  header: ReturnType<typeof commandHeaders>,
) => Promise<All>;

/** How the settings of one service are read, of which a setting is one. */
interface ReadSettings {
  readonly queryKey: readonly unknown[];
}

/**
 * One setting while it is edited. It is saved on the version that stood when the editing began: what another administrator saves meanwhile
 * is not overwritten unseen, also when the page has read it already.
 */
export function useSetting<Stored, Edited, All extends Versioned>(
  settings: All,
  stored: Stored,
  send: SendSetting<Edited, All>,
  { queryKey }: ReadSettings = settingsQuery,
) {
  const queries = useQueryClient();
  const [edit, setEdit] = useState<{ readonly value: Stored; readonly version: number }>();
  const [intention, setIntention] = useState(newIntention);
  const version = edit?.version ?? settings.version;
  const change = useMutation({
    mutationFn: (value: Edited) => send(value, commandHeaders(version, intention)),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      setEdit(undefined);
    },
    onSettled: () => setIntention(newIntention()),
  });
  /** After a conflict: what is typed stays, on what stands now. */
  const goOn = async () => {
    await queries.refetchQueries({ queryKey });
    const now = queries.getQueryData<All>(queryKey);
    setEdit((one) => one && { ...one, version: now?.version ?? one.version });
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
