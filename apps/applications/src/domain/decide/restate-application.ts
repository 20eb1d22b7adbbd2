import type { Application } from '../application.js';
import { PRIVATE_STATES } from '../application.states.js';
import { unchanged, type Decided } from '../decided.js';

/**
 * Publishes the whole application again, for a copy that has lost its way. A draft is the student's own (R27), and so
 * is a reopened one: neither is published before it is sent, and then in full.
 */
export function restateApplication(application: Application): Decided {
  const isPrivate = application.parts.some((part) => PRIVATE_STATES.includes(part.state));
  return isPrivate ? { application, events: [] } : unchanged(application, { type: 'ApplicationRestated' });
}
