import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf, studyRights } from '../../api/client';
import type { BrokenHoks } from '../../api/support-cases';
import { Question } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { ProblemPanel } from '../../ui/problem-panel';
import { useShortcuts } from '../../ui/shortcuts';
import { showMessage } from '../../ui/show-message';

interface RepairDialogProps {
  readonly pair: BrokenHoks;
  readonly onClose: () => void;
}

const LONGEST = 2_000;

/** Deletes the HOKS of a pair, with the reason that is kept beside it. */
export function RepairDialog({ pair, onClose }: RepairDialogProps) {
  const { t } = useTranslation('broken-hoks');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { id } = pair;
  const written = reason.trim();
  const repair = useMutation({
    mutationFn: () =>
      dataOf(
        studyRights.POST('/api/study-rights/v1/broken-hoks/{id}/repair', {
          params: { path: { id } },
          body: { reason: written },
        }),
      ),
    onSuccess: () => {
      showMessage(t('repaired', { id }));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['support-case', 'broken'] }),
  });
  const send = () => {
    setTried(true);
    if (written !== '' && !repair.isPending) repair.mutate();
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: t('repair'), run: send }]);
  return (
    <Question
      open
      title={t('repairOf', { id })}
      confirm={t('repair')}
      busy={repair.isPending}
      onConfirm={send}
      onClose={onClose}
    >
      <ProblemPanel error={repair.error} />
      <p>{t('effect')}</p>
      <TextField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        lines={3}
        longest={LONGEST}
        focused
        error={tried && written === '' ? t('reasonMissing') : null}
      />
    </Question>
  );
}
