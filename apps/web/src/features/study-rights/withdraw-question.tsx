import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dataOf, studyRights } from '../../api/client';
import type { SupportCase } from '../../api/study-rights';
import { Question } from '../../ui/dialog';
import { ProblemPanel } from '../../ui/problem-panel';
import { showMessage } from '../../ui/show-message';

interface WithdrawQuestionProps {
  readonly supportCase: SupportCase;
  readonly onClose: () => void;
}

/** Takes a request back; the desk may have settled it meanwhile, and then that is what the list says. */
export function WithdrawQuestion({ supportCase, onClose }: WithdrawQuestionProps) {
  const { t } = useTranslation('study-rights');
  const client = useQueryClient();
  const { id, studyRightOid: oid } = supportCase;
  const withdraw = useMutation({
    mutationFn: () =>
      dataOf(
        studyRights.POST('/api/study-rights/v1/support-cases/{id}/withdraw', { params: { path: { id } }, body: {} }),
      ),
    onSuccess: () => {
      showMessage(t('withdrawn'));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['support-case'] }),
  });
  return (
    <Question
      open
      title={t('askWithdraw')}
      confirm={t('withdraw')}
      busy={withdraw.isPending}
      onConfirm={() => withdraw.mutate()}
      onClose={onClose}
    >
      <p style={{ overflowWrap: 'anywhere' }}>{t('effectOfWithdrawal', { oid })}</p>
      <ProblemPanel error={withdraw.error} />
    </Question>
  );
}
