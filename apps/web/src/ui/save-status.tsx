import { useTranslation } from 'react-i18next';
import { timeOfDay } from '../texts/dates';

export type Saving =
  { readonly state: 'saved'; readonly at: string } | { readonly state: 'saving' | 'unsaved' | 'failed' | 'nothing' };

/** Beside the title: whether what is typed is with the service (pages.md 5.5). */
export function SaveStatus({ saving }: { readonly saving: Saving }) {
  const { t } = useTranslation('shell');
  const text =
    saving.state === 'saved'
      ? t('saved', { time: timeOfDay(saving.at) })
      : saving.state === 'nothing'
        ? ''
        : t(`saving.${saving.state}`);
  return (
    <span role="status" style={saving.state === 'failed' ? { fontWeight: 600 } : undefined}>
      {text}
    </span>
  );
}
