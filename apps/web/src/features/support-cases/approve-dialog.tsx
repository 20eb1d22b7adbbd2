import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../api/support-cases';
import { useCodes } from '../../texts/codes';
import { Question } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { ProblemPanel } from '../../ui/problem-panel';
import { useShortcuts } from '../../ui/shortcuts';

interface ApproveDialogProps {
  readonly open: boolean;
  readonly file: CaseFile;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onApprove: () => void;
  readonly onClose: () => void;
}

const DIGITS = 4;

/** Says all that the approval does before it is given; the digits show that the person has looked which study right it is. */
export function ApproveDialog({ open, ...rest }: ApproveDialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({ file, busy, error, onApprove, onClose }: Omit<ApproveDialogProps, 'open'>) {
  const { t } = useTranslation('support-cases');
  const { textOf } = useCodes('support-case-reason');
  const [digits, setDigits] = useState('');
  const [tried, setTried] = useState(false);
  const { studyRightOid: oid, proposal, reason } = file;
  const fits = digits === oid.slice(-DIGITS);
  const approve = () => {
    setTried(true);
    if (fits && !busy) onApprove();
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: t('do.approve'), run: approve }]);
  return (
    <Question
      open
      title={t('approveTitle')}
      confirm={t('do.approve')}
      busy={busy}
      onConfirm={approve}
      onClose={onClose}
    >
      <ProblemPanel error={error} />
      <p style={{ overflowWrap: 'anywhere' }}>{t('approveOf', { oid })}</p>
      <ul>
        <li>{t('effect.deleted', { id: proposal?.basis.hoksId })}</li>
        <li>{t('effect.invalidated', { reason: textOf(reason) })}</li>
        <li>{t('effect.published')}</li>
        <li>{t('effect.final')}</li>
      </ul>
      <TextField
        label={t('lastDigits')}
        hint={t('lastDigitsHint')}
        value={digits}
        onChange={setDigits}
        longest={DIGITS}
        inputMode="numeric"
        narrow
        focused
        error={tried && !fits ? t('wrongDigits') : null}
      />
    </Question>
  );
}
