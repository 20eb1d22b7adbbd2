import { useTranslation } from 'react-i18next';
import type { StudyRightOverview } from '../../api/study-rights';
import { useCodes } from '../../texts/codes';
import { date } from '../../texts/dates';
import { Section } from '../../ui/layout';

/** The states as a timeline, newest first. */
export function States({ periods }: { readonly periods: StudyRightOverview['periods'] }) {
  const { t } = useTranslation('study-rights');
  const { textOf } = useCodes('study-right-state');
  return (
    <Section title={t('states')}>
      <ol reversed>
        {periods
          .map((period, index) => ({ ...period, ends: periods[index + 1]?.from }))
          .reverse()
          .map(({ from, state, funding, ends }) => (
            <li key={`${from} ${state}`}>
              {ends === undefined
                ? t('periodFrom', { from: date(from) })
                : t('periodOf', { from: date(from), to: date(ends) })}
              {': '}
              {textOf(state)}
              {funding === null ? null : ` (${t('funding', { code: funding })})`}
            </li>
          ))}
      </ol>
    </Section>
  );
}
