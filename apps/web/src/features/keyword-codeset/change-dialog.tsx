import { useTranslation } from 'react-i18next';
import type { Keyword } from '../../api/keywords';
import { Question } from '../../ui/dialog';
import { ProblemPanel } from '../../ui/problem-panel';
import { useKeywordCommand } from './use-keyword-command';

interface ChangeDialogProps {
  readonly what: 'retire' | 'restore';
  readonly keyword: Keyword;
  readonly onClose: () => void;
}

/** Asks once, and says what becomes of what is filed under the keyword. */
export function ChangeDialog({ what, keyword, onClose }: ChangeDialogProps) {
  const { t } = useTranslation('keyword-codeset');
  const { command, retry } = useKeywordCommand(keyword, onClose);
  return (
    <Question
      open
      title={t(`ask.${what}`, { term: keyword.terms.fi })}
      confirm={t(what)}
      busy={command.isPending}
      onConfirm={() => command.mutate({ what })}
      onClose={onClose}
    >
      <p>{t(`effect.${what}`)}</p>
      <ProblemPanel error={command.error} {...(retry && { retry })} />
    </Question>
  );
}
