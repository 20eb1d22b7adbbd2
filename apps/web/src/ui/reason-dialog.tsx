import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Question } from './dialog';
import { TextField } from './field';
import { ProblemPanel } from './problem-panel';

const LONGEST = 500;
const SHORTEST = 3;

interface ReasonDialogProps {
  readonly title: string;
  /** What it does. */
  readonly lead: string;
  readonly label: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why; the reason is audited. What is typed stays when it is refused. */
export function ReasonDialog({ lead, label, error, onConfirm, ...question }: ReasonDialogProps) {
  const { t } = useTranslation('shell');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = reason.trim().length < SHORTEST;
  const confirm = () => {
    setTried(true);
    if (isMissing) document.getElementById(FIELD)?.focus();
    else onConfirm(reason.trim());
  };
  return (
    <Question open {...question} onConfirm={confirm}>
      <p style={{ marginTop: 0 }}>{lead}</p>
      <ProblemPanel error={error} />
      <TextField
        id={FIELD}
        label={label}
        hint={t('reason.hint')}
        error={tried && isMissing ? t('reason.missing') : null}
        value={reason}
        lines={2}
        longest={LONGEST}
        onChange={setReason}
      />
    </Question>
  );
}

const FIELD = 'reason';
