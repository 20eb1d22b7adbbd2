import { useTranslation } from 'react-i18next';
import type { components } from '../../../api/generated/decisions';
import { useCodes } from '../../../texts/codes';
import { date, number } from '../../../texts/dates';
import { useNames } from '../../../texts/localised';
import { Box, Facts } from '../../../ui/layout';

type Planned = components['schemas']['RecordingPlan']['attainments'][number];

/** The attainments that a recording writes. */
export function PlannedAttainments({ attainments }: { readonly attainments: readonly Planned[] }) {
  const { t } = useTranslation('part-handling');
  const { textOf: typeOf } = useCodes('recognition-type');
  const { textOf: fieldOf } = useCodes('field-of-education');
  const say = useNames();
  return attainments.map((planned, index) => (
    <Box component="article" key={planned.courseCode ?? index} sx={{ mb: 2 }}>
      <h3 style={{ margin: '0 0 4px', fontSize: '1rem' }}>
        {planned.courseCode} <span dir="auto">{say(planned.name)}</span>
      </h3>
      <Facts
        facts={[
          [t('type'), typeOf(planned.recognitionType)],
          [t('extent'), t('credits', { credits: number(planned.credits) })],
          [t('grade'), planned.grade === 'HYV' ? t('passed') : planned.grade],
          [t('fieldOfEducation'), planned.fieldOfEducation === null ? null : fieldOf(planned.fieldOfEducation)],
          [t('originalDate'), date(planned.originalDate)],
          [t('recognitionDate'), date(planned.recognitionDate)],
        ]}
      />
      {planned.originalDate === planned.attainmentDate ? null : (
        <p style={{ margin: '4px 0 0' }}>{t('originalOutside', { date: date(planned.attainmentDate) })}</p>
      )}
    </Box>
  ));
}
