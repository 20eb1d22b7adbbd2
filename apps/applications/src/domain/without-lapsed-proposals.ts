import type { Application } from './application.js';
import { aProposedChangeStillStands } from './rules/a-proposed-change-still-stands.js';

/** The application as it is read today: a proposal whose last day has passed is none. */
export function withoutLapsedProposals(application: Application, today: string): Application {
  const parts = application.parts.map((part) =>
    aProposedChangeStillStands(part, today) === null ? part : { ...part, proposedChange: null },
  );
  return { ...application, parts };
}
