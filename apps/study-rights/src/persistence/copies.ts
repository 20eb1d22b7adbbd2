import { type ReceivedEvent, declareCopies } from '#messaging';
import type { HigherEducationStudyRight } from '../virta/domain/higher-education.js';
import { HigherEducationRepository } from '../virta/persistence/higher-education.repository.js';

/** What the university published, in the words of this service. */
export function higherEducationFrom({
  institutionOid,
  body,
}: ReceivedEvent<'university.study-right-published.v1'>): HigherEducationStudyRight {
  const { studyRightId: id, studentId, version, programmeCode, virtaType, startDate, endDate, states } = body;
  return {
    ...{ id, institutionOid, studentId, version, programmeCode, virtaType, startDate, endDate },
    states: states.map((period) => ({ state: period.state, startDate: period.startDate })),
  };
}

/** What this service copies from others; `npm run rebuild -- study-rights <name>` makes one anew. */
export const copies = declareCopies([HigherEducationRepository], (higherEducation) => [
  {
    name: 'higher-education-study-rights',
    tables: ['higher_education_study_right'],
    key: ['institution_oid', 'id'],
    ownColumns: ['updated_at'],
    writers: {
      'university.study-right-published.v1': async (sql, event) =>
        Number(await higherEducation.save(sql, higherEducationFrom(event), new Date(event.time ?? 0))),
    },
  },
]);
