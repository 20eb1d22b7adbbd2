import { useTranslation } from 'react-i18next';
import { isLate, type Decision } from '../../../api/case';
import { useCodes } from '../../../texts/codes';
import { dateTime, number } from '../../../texts/dates';
import { useNames } from '../../../texts/localised';
import { Facts, Section } from '../../../ui/layout';
import { Tag } from '../../../ui/tag';

/** A decision that holds, or awaits its confirmation (pages.md 5.4). */
export function DecisionSummary({ decision }: { readonly decision: Decision }) {
  const { t } = useTranslation('part-handling');
  const say = useNames();
  const { textOf: fieldOf } = useCodes('field-of-education');
  const { outcome, grantedCredits, grade, reasons, decider, decidedAt, fieldOfEducation, keywordsInWords } = decision;
  const waits = decision.awaitsConfirmationSince;
  return (
    <Section title={t('decision')}>
      <p role="status" style={{ marginTop: 0 }}>
        {waits === null ? (
          <Tag kind={outcome === 'APPROVED' ? 'green' : 'red'}>{t(`outcome.${outcome}`)}</Tag>
        ) : (
          <Tag kind="blue-outline">{t('confirming')}</Tag>
        )}
      </p>
      {isLate(decision) ? <p>{t('confirmingLate')}</p> : null}
      <Facts
        facts={[
          [t('outcome'), waits === null ? null : t(`outcome.${outcome}`)],
          [t('grantedCredits'), outcome === 'APPROVED' ? t('credits', { credits: number(grantedCredits) }) : null],
          [t('grade'), grade],
          [t('fieldOfEducation'), fieldOfEducation === null ? null : fieldOf(fieldOfEducation)],
          [t('keywords'), keywordsInWords.map(({ terms }) => say(terms)).join(', ')],
          [t('reasons'), reasons === null ? null : <span dir="auto">{reasons}</span>],
          [t('decidedBy'), t('byAt', { name: decider.name ?? t('nameless'), time: dateTime(decidedAt) })],
          [t('recordedAt'), decision.recordedAt === null ? null : dateTime(decision.recordedAt)],
        ]}
      />
    </Section>
  );
}
