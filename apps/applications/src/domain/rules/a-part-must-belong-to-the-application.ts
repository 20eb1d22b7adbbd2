import type { Refusal } from '../../errors.js';
import type { Application, ApplicationPart } from '../application.js';

/** The part with this id, or the refusal for an id that the application does not have. */
export function aPartMustBelongToTheApplication(application: Application, partId: string): ApplicationPart | Refusal {
  return application.parts.find((part) => part.id === partId) ?? { refused: 'application/part-not-found' };
}
