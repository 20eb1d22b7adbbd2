import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { preferencesQuery } from '../api/preferences';
import { setShortcuts } from '../ui/shortcuts';

/** Has the shortcuts as the signed-in person has chosen, here or on another machine. */
export function OwnShortcuts() {
  const { data } = useQuery(preferencesQuery);
  const on = data?.shortcuts;
  useEffect(() => {
    if (on !== undefined) setShortcuts(on);
  }, [on]);
  return null;
}
