import type { Refusal } from '../../errors.js';
import type { Application } from '../application.js';

/** R36, R77: writing, sending, cancelling and reopening belong to the student whose application it is. */
export function onlyTheOwnerStudentChangesAnApplication(application: Application, actorId: string): Refusal | null {
  return application.studentId === actorId ? null : { refused: 'application/not-the-owner' };
}
