import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../api/support-cases';
import { useSession } from '../../session/session-store';
import { keepTyped, typedBefore } from '../../session/typed-texts';
import { CheckboxChoice } from '../../ui/choice';
import { Question } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { ProblemPanel } from '../../ui/problem-panel';
import { useShortcuts } from '../../ui/shortcuts';
import { typedFor, type Step } from './use-step';

interface ReasonDialogProps {
  readonly step: 'propose' | 'reject';
  /** What the button says, and the title. */
  readonly label: string;
  readonly file: CaseFile;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (step: Step) => void;
  readonly onClose: () => void;
}

const LONGEST = 2_000;

/** Asks for the reason of a step. What is typed stays when the dialog is closed or the step refused. */
export function ReasonDialog({ step, label, file, busy, error, onSend, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('support-cases');
  const { person } = useSession();
  const target = typedFor(step, file.id);
  const [reason, setReason] = useState(() => typedBefore<string>(person.id, target) ?? '');
  const [confirmed, setConfirmed] = useState(false);
  const [tried, setTried] = useState(false);
  const mustConfirm = step === 'propose' && file.confirmationNeeded;
  const written = reason.trim();
  const write = (text: string) => {
    setReason(text);
    keepTyped(person.id, target, text);
  };
  const send = () => {
    setTried(true);
    if (written === '' || (mustConfirm && !confirmed) || busy) return;
    onSend(step === 'propose' ? { step, reason: written, confirmed } : { step, reason: written });
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: label, run: send }]);
  return (
    <Question open title={label} confirm={label} busy={busy} onConfirm={send} onClose={onClose}>
      <ProblemPanel error={error} />
      <p>{t(`explain.${step}`)}</p>
      <TextField
        label={t(`reasonOf.${step}`)}
        value={reason}
        onChange={write}
        lines={3}
        longest={LONGEST}
        focused
        error={tried && written === '' ? t('reasonMissing') : null}
      />
      {mustConfirm ? (
        <>
          <CheckboxChoice label={t('confirmAssessed')} checked={confirmed} onChange={setConfirmed} />
          {tried && !confirmed ? <p role="alert">{t('confirmMissing')}</p> : null}
        </>
      ) : null}
    </Question>
  );
}
