import { z } from 'zod';
import { dayView, keyset, pageView } from '#platform';
import { isLiveOn, virtaStateOn } from '../../domain/higher-education.js';
import type { ListedHigherEducation } from '../../persistence/higher-education.repository.js';

/** The list is in the order of institution and id. */
export const higherEducationCursor = keyset(z.tuple([z.string().max(200), z.string().max(200)]), {
  code: 'platform/validation-failed',
});

const higherEducationShape = z
  .object({
    id: z.string(),
    institutionOid: z.string(),
    studentId: z.string(),
    source: z.enum(['UNIVERSITY', 'VIRTA']).describe('Published by the university, or read from a VIRTA record'),
    programmeCode: z.string().nullable(),
    virtaType: z.int().describe('virtaopiskeluoikeudentyyppi, 1–20'),
    startDate: dayView,
    endDate: dayView.nullable(),
    state: z.int().describe('virtaopiskeluoikeudentila today, 1–7'),
    live: z.boolean().describe('Studies may be recorded under it today'),
    states: z.array(z.object({ state: z.int(), startDate: dayView })).readonly(),
  })
  .readonly()
  .meta({ id: 'HigherEducationStudyRight' });

export const higherEducationPage = pageView(higherEducationShape).meta({ id: 'HigherEducationPage' });

export type HigherEducationView = z.infer<typeof higherEducationShape>;

/** @param today YYYY-MM-DD in Finland */
export function higherEducationView(
  { source, ...studyRight }: ListedHigherEducation,
  today: string,
): HigherEducationView {
  const { id, institutionOid, studentId, programmeCode, virtaType, startDate, endDate, states } = studyRight;
  return {
    ...{ id, institutionOid, studentId, source, programmeCode, virtaType, startDate, endDate },
    state: virtaStateOn(studyRight, today),
    live: isLiveOn(studyRight, today),
    states: states.map(({ state, startDate: since }) => ({ state, startDate: since })),
  };
}
