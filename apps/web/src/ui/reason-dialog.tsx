import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckboxChoice } from './checkbox-choice';
import { Question } from './dialog';
import { TextField } from './field';
import { ProblemPanel } from './problem-panel';
import { useShortcuts } from './shortcuts';

const FIELD = 'reason';
/** What an audited act of an operator asks for. */
const AUDITED = { shortest: 3, longest: 500, namesPeople: false } as const;

interface ReasonDialogProps {
  readonly title: string;
  /** What it does. */
  readonly lead: string;
  readonly label: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly error: unknown;
  /** Characters that the service wants and takes; left out: those of an operator's reason, in which nobody is named. */
  readonly length?: { readonly shortest: number; readonly longest: number; readonly namesPeople: boolean };
  /** Where what is typed is kept until the service has it. */
  readonly typed?: { readonly before: string; readonly keep: (text: string) => void };
  /** A statement that has to be ticked as well. */
  readonly statement?: { readonly label: string; readonly missing: string } | null;
  readonly onConfirm: (reason: string, confirmed: boolean) => void;
  readonly onClose: () => void;
}

/** Asks why; the reason is kept beside what is done. What is typed stays when it is refused. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { lead, label, error, length = AUDITED, typed, statement = null, onConfirm, ...question } = props;
  const { t } = useTranslation('shell');
  const [reason, setReason] = useState(typed?.before ?? '');
  const [confirmed, setConfirmed] = useState(false);
  const [tried, setTried] = useState(false);
  const isMissing = reason.trim().length < length.shortest;
  const isUnconfirmed = statement !== null && !confirmed;
  const write = (text: string) => {
    setReason(text);
    typed?.keep(text);
  };
  const confirm = () => {
    setTried(true);
    if (isMissing) document.getElementById(FIELD)?.focus();
    else if (!isUnconfirmed && !question.busy) onConfirm(reason.trim(), confirmed);
  };
  useShortcuts([{ keys: 'Ctrl+Enter', text: question.confirm, run: confirm }]);
  return (
    <Question open {...question} onConfirm={confirm}>
      <p style={{ marginTop: 0 }}>{lead}</p>
      <ProblemPanel error={error} />
      <TextField
        id={FIELD}
        label={label}
        {...(length.namesPeople ? {} : { hint: t('reason.hint') })}
        error={tried && isMissing ? t(length.shortest > 1 ? 'reason.missing' : 'reason.missingText') : null}
        value={reason}
        lines={3}
        longest={length.longest}
        focused
        onChange={write}
      />
      {statement ? (
        <>
          <CheckboxChoice label={statement.label} checked={confirmed} onChange={setConfirmed} />
          {tried && isUnconfirmed ? <p role="alert">{statement.missing}</p> : null}
        </>
      ) : null}
    </Question>
  );
}
