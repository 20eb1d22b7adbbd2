import { useTranslation } from 'react-i18next';
import type { Palaute } from '../../api/hoks';
import { useCodes } from '../../texts/codes';
import { date } from '../../texts/dates';
import { Section } from '../../ui/layout';
import { Tag } from '../../ui/tag';

/** Whether the HOKS leads to student feedback, and why or why not (R172). */
export function Feedback({ palaute }: { readonly palaute: Palaute }) {
  const { t } = useTranslation('hoks-editor');
  const surveys = useCodes('feedback-survey');
  const states = useCodes('feedback-state');
  const reasons = useCodes('feedback-reason');
  return (
    <Section title={t('feedback')}>
      <p>
        <Tag kind={palaute.feedbackEligible ? 'green-outline' : 'grey'}>
          {palaute.feedbackEligible ? t('feedbackIsAsked') : t('feedbackIsNotAsked')}
        </Tag>{' '}
        {reasons.textOf(palaute.syy)}
      </p>
      <ul>
        {palaute.kyselyt.map(({ kysely, heratepvm, tila, syy }) => (
          <li key={kysely}>
            {surveys.textOf(kysely)}
            {heratepvm === null ? null : ` (${date(heratepvm)})`}: {states.textOf(tila ?? 'none')}.{' '}
            {reasons.textOf(syy)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
