import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { preferencesQuery, switchShortcuts } from '../api/preferences';
import { CheckboxChoice } from '../ui/checkbox-choice';
import { ProblemPanel } from '../ui/problem-panel';
import { setShortcuts, useShortcutsAreOn } from '../ui/shortcuts';
import { useSessionState } from './session-store';

/** Switches commands of one key off, for the person on every machine; for somebody who is not signed in, in this browser. */
export function ShortcutSwitch() {
  const { t } = useTranslation('shell');
  const queries = useQueryClient();
  const isSignedIn = 'session' in useSessionState();
  const change = useMutation({
    mutationFn: switchShortcuts,
    onMutate: (on) => {
      setShortcuts(on);
      return queries.cancelQueries({ queryKey: preferencesQuery.queryKey });
    },
    onSuccess: (preferences) => queries.setQueryData(preferencesQuery.queryKey, preferences),
    onError: (_, on) => setShortcuts(!on),
  });
  return (
    <>
      <CheckboxChoice
        label={t('shortcuts.on')}
        checked={useShortcutsAreOn()}
        onChange={(on) => (isSignedIn ? change.mutate(on) : setShortcuts(on))}
      />
      <ProblemPanel error={change.error} />
    </>
  );
}
