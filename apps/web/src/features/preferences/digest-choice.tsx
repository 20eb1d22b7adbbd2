import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notificationSettingsQuery } from '../../api/notification-settings';
import { chooseDigest, type Preferences, preferencesQuery } from '../../api/preferences';
import { Section } from '../../ui/layout';
import { ProblemPanel } from '../../ui/problem-panel';
import { RadioChoice } from '../../ui/radio-choice';

/** As the institution has it. */
const AS_SET = 'AS_SET';
const MODES = [AS_SET, 'DAILY', 'WHEN_CHANGED', 'OFF'] as const;
const DAYS = [AS_SET, 'EVERY_DAY', 'WORKING_DAYS'] as const;

/** When a handler gets an e-mail that sums up what waits (R1, R2); each choice holds at once. */
export function DigestChoice({ digest }: Pick<Preferences, 'digest'>) {
  const { t } = useTranslation('preferences');
  const queries = useQueryClient();
  const { data: settings, error } = useQuery(notificationSettingsQuery);
  const change = useMutation({
    mutationFn: chooseDigest,
    onMutate: () => queries.cancelQueries({ queryKey: preferencesQuery.queryKey }),
    onSuccess: (preferences) => queries.setQueryData(preferencesQuery.queryKey, preferences),
  });
  const set = settings?.digest;
  const chosen = change.isPending ? change.variables : digest;
  return (
    <Section title={t('digest')}>
      <p>{t('digestHelp')}</p>
      <ProblemPanel error={error} />
      {set ? (
        <p>
          {set.mode === 'OFF'
            ? t('digest.none')
            : t('digest.set', { mode: t(`mode.${set.mode}`), days: t(`days.${set.days}`), hour: set.hour })}
        </p>
      ) : null}
      <ProblemPanel error={change.error} />
      <RadioChoice
        label={t('digest.mode')}
        value={chosen.mode ?? AS_SET}
        options={MODES.map((value) => ({ value, label: t(`mode.${value}`) }))}
        onChange={(value) => change.mutate({ ...chosen, mode: value === AS_SET ? null : value })}
      />
      <RadioChoice
        label={t('digest.days')}
        value={chosen.days ?? AS_SET}
        options={DAYS.map((value) => ({ value, label: t(`days.${value}`) }))}
        onChange={(value) => change.mutate({ ...chosen, days: value === AS_SET ? null : value })}
      />
      <p role="status">{change.isSuccess ? t('saved') : null}</p>
    </Section>
  );
}
