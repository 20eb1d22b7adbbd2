import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dataOf, studyRights } from '../../api/client';
import type { BrokenHoks } from '../../api/support-cases';
import { ReasonDialog } from '../../ui/reason-dialog';
import { showMessage } from '../../ui/show-message';

interface RepairDialogProps {
  readonly pair: BrokenHoks;
  readonly onClose: () => void;
}

const LENGTH = { shortest: 1, longest: 2_000, namesPeople: true } as const;

/** Deletes the HOKS of a pair, with the reason that is kept beside it. */
export function RepairDialog({ pair, onClose }: RepairDialogProps) {
  const { t } = useTranslation('broken-hoks');
  const queries = useQueryClient();
  const { id } = pair;
  const repair = useMutation({
    mutationFn: (reason: string) =>
      dataOf(
        studyRights.POST('/api/study-rights/v1/broken-hoks/{id}/repair', {
          params: { path: { id } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      showMessage(t('repaired', { id }));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['support-case', 'broken'] }),
  });
  return (
    <ReasonDialog
      title={t('repairOf', { id })}
      lead={t('effect')}
      label={t('reason')}
      confirm={t('repair')}
      busy={repair.isPending}
      error={repair.error}
      length={LENGTH}
      onConfirm={(reason) => repair.mutate(reason)}
      onClose={onClose}
    />
  );
}
