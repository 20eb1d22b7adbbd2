import { useTranslation } from 'react-i18next';
import { NO_ANSWER } from '../api/client';
import { isProblem, serviceAway } from '../api/problem';
import { Button } from './button';
import { Notice } from './notice';

interface ProblemPanelProps {
  readonly error: unknown;
  readonly retry?: () => void;
  /** Operations that the page itself offers beside it: the step that names one is not said once more. */
  readonly offered?: readonly string[];
}

/** A refusal in the service's own words: what happened, what was kept, what to do next (pages.md 1.6). */
export function ProblemPanel({ error, retry, offered = [] }: ProblemPanelProps) {
  const { t } = useTranslation('shell');
  if (error === null || error === undefined) return null;
  const document = isProblem(error) && error.code !== NO_ANSWER ? error.document : undefined;
  const away = serviceAway(error);
  const steps = (document?.nextActions ?? []).filter(({ operationId = '' }) => !offered.includes(operationId));
  const detail = document?.detail ?? t('noAnswer.detail');
  const errors = (document?.errors ?? []).filter(({ message }) => !detail.includes(message));
  return (
    <Notice
      kind="error"
      role="alert"
      title={away ? t(`away.${away}`) : (document?.title ?? t('noAnswer.title'))}
      action={retry ? <Button onClick={retry}>{t('again')}</Button> : null}
    >
      <p style={{ margin: 0 }}>{detail}</p>
      {errors.length > 0 ? (
        <ul>
          {errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      ) : null}
      {steps.length > 0 ? (
        <ul aria-label={t('nextSteps')}>
          {steps.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
      {document?.requestId ? <small>{t('requestId', { id: document.requestId })}</small> : null}
    </Notice>
  );
}
