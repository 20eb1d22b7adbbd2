import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Question } from '../../ui/dialog';
import type { Autosave } from './use-autosave';

/** Leaving saves first; when that fails, it asks (pages.md 5.5). */
export function LeaveGuard({ form }: { readonly form: Autosave }) {
  const { t } = useTranslation('application-form');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async () => !(await form.flush()),
    enableBeforeUnload: () => form.saving.state !== 'saved',
    withResolver: true,
  });
  return (
    <Question
      open={status === 'blocked'}
      title={t('leave.title')}
      confirm={t('leave')}
      busy={false}
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    >
      <p>{t('leave.detail')}</p>
    </Question>
  );
}
