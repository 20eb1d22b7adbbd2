import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/problem';
import type { InvalidationReason, StudyRightOverview } from '../../api/study-rights';
import { useCodes } from '../../texts/codes';
import { Button } from '../../ui/button';
import { CheckboxChoice } from '../../ui/checkbox-choice';
import { RadioChoice } from '../../ui/choice';
import { Question } from '../../ui/dialog';
import { ErrorSummary } from '../../ui/error-summary';
import { Section } from '../../ui/layout';
import { ProblemPanel } from '../../ui/problem-panel';
import { RequestToDesk } from './request-to-desk';
import { useInvalidate } from './use-invalidate';

const FIELD = 'support-case-reason';
/** The closed list (R165). */
const REASONS = ['WRONG_TYPE', 'NEVER_STARTED'] as const satisfies readonly InvalidationReason[];

interface InvalidationProps {
  readonly studyRight: StudyRightOverview;
  readonly onInvalidated: () => void;
}

/** Invalidates for good, for one of two reasons; any other mistake is corrected by a new transfer (R163–R168). */
export function Invalidation({ studyRight, onInvalidated }: InvalidationProps) {
  const { t } = useTranslation('study-rights');
  const { textOf } = useCodes('support-case-reason');
  const [reason, setReason] = useState<InvalidationReason | ''>('');
  const [confirmed, setConfirmed] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const invalidate = useInvalidate(studyRight, onInvalidated, () => setAsked(false));
  const { error } = invalidate;
  const isBlocked = hasCode(error, 'conflict.hoksExists');
  const needsConfirmation = hasCode(error, 'conflict.mitätöintiVaatiiVahvistuksen');
  const choose = (chosen: InvalidationReason) => {
    setReason(chosen);
    setMissing(false);
    invalidate.reset();
  };
  const missing = isMissing ? t('reasonMissing') : null;
  return (
    <Section title={t('invalidation')} id="invalidation">
      <ErrorSummary mistakes={missing === null ? [] : [{ fieldId: FIELD, message: missing }]} />
      <RadioChoice<InvalidationReason>
        id={FIELD}
        label={t('reason')}
        error={missing}
        value={reason}
        options={REASONS.map((value) => ({ value, label: textOf(value), hint: t(`reason.${value}`) }))}
        onChange={choose}
      />
      <OtherMistake />
      <ProblemPanel error={error} offered={['openSupportCase']} />
      {needsConfirmation ? (
        <CheckboxChoice label={t('confirmNeverStarted')} checked={confirmed} onChange={setConfirmed} />
      ) : null}
      {isBlocked && reason !== '' && studyRight.allowedActions.includes('open-support-case') ? (
        <RequestToDesk oid={studyRight.oid} reason={reason} problem={error} />
      ) : (
        <Button kind="main" onClick={() => (reason === '' ? setMissing(true) : setAsked(true))}>
          {t('invalidate')}
        </Button>
      )}
      <Question
        open={isAsked}
        title={t('askInvalidate')}
        confirm={t('invalidate')}
        busy={invalidate.isPending}
        onConfirm={() => reason !== '' && invalidate.mutate({ reason, confirmed })}
        onClose={() => setAsked(false)}
      >
        <p>{t('effectOfInvalidation', { oid: studyRight.oid, reason: reason === '' ? '' : textOf(reason) })}</p>
      </Question>
    </Section>
  );
}

/** What is no reason for an invalidation (R166–R168). */
function OtherMistake() {
  const { t } = useTranslation('study-rights');
  return (
    <details style={{ marginBottom: 16 }}>
      <summary style={{ cursor: 'pointer', paddingBlock: 4 }}>{t('otherMistake')}</summary>
      <p>{t('newTransfer')}</p>
      <p>{t('newTransferOverwrites')}</p>
      <p>{t('typeIsTheException')}</p>
    </details>
  );
}
