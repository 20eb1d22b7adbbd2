import { type CopyWriter, declareCopies } from '#messaging';
import { InstitutionRepository } from './institution.repository.js';
import { PersonRepository } from './person.repository.js';
import { type ApplicationEvent, WaitingWorkRepository } from './waiting-work.repository.js';

/** What this service copies from others; `npm run rebuild -- notifications <name>` makes one anew. */
export const copies = declareCopies(
  [PersonRepository, InstitutionRepository, WaitingWorkRepository],
  (persons, institutions, waiting) => {
    const keepWaiting: CopyWriter<ApplicationEvent> = async (sql, event) => waiting.keep(sql, event);
    return [
      {
        name: 'persons',
        tables: ['person'],
        key: ['institution_oid', 'person_id'],
        writers: { 'university.person-published.v1': (sql, { body }) => persons.keep(sql, body) },
        forgets: { 'university.person.v1': (sql, { key }) => persons.forget(sql, key) },
      },
      {
        name: 'institutions',
        tables: ['institution'],
        key: ['institution_oid'],
        writers: { 'university.institution-published.v1': (sql, { body }) => institutions.keep(sql, body) },
      },
      {
        // What waits for whom, and since when: digests (R1).
        name: 'waiting',
        tables: ['waiting_application', 'waiting_part'],
        key: ['institution_oid', 'application_id'],
        writers: {
          'applications.application-submitted.v1': keepWaiting,
          'applications.application-processing-started.v1': keepWaiting,
          'applications.application-part-returned.v1': keepWaiting,
          'applications.application-parts-transferred.v1': keepWaiting,
          'applications.application-change-proposed.v1': keepWaiting,
          'applications.application-change-declined.v1': keepWaiting,
          'applications.application-parts-resubmitted.v1': keepWaiting,
          'applications.application-cancelled.v1': keepWaiting,
          'applications.application-reopened.v1': keepWaiting,
          'applications.part-decision-confirmed.v1': keepWaiting,
          'applications.part-decision-refused.v1': keepWaiting,
          'applications.application-part-recorded.v1': keepWaiting,
          'applications.application-restated.v1': keepWaiting,
        } satisfies Record<ApplicationEvent, CopyWriter<ApplicationEvent>>,
      },
    ];
  },
);
