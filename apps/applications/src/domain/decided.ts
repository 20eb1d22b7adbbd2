import type { Refusal } from '../errors.js';
import type { Application, ApplicationPart } from './application.js';
import type { ApplicationEvent } from './application.events.js';
import { transitionOf, type PartCommand } from './application.states.js';
import { waitsSince } from './waits-for.js';

/** What a command came to: the application after it and the facts to publish. */
export interface Decided {
  readonly application: Application;
  readonly events: readonly ApplicationEvent[];
  /** A new application that took parts of this one over; the student goes on with it (D16). */
  readonly draft?: Application | null;
  /** The application was never published, and nothing of it is kept (R27). */
  readonly gone?: boolean;
  /** The command has been answered before: this is what it reached. */
  readonly repeated?: boolean;
}

export type Decision = Decided | Refusal;

/** The application after a change: one version on, so that one event at most speaks of each version. */
export function changed(
  before: Application,
  now: Date,
  changes: Partial<Application>,
  ...events: readonly ApplicationEvent[]
): Decided {
  const version = before.version + 1;
  const toldVersion = events.length > 0 ? version : before.toldVersion;
  const earlier = new Map(before.parts.map((part) => [part.id, part]));
  const parts = (changes.parts ?? before.parts).map((part) => ({
    ...part,
    waitingSince: waitsSince(earlier.get(part.id), part, now),
  }));
  return { application: { ...before, ...changes, parts, version, toldVersion, changedAt: now }, events };
}

/** No change; publishes the current state. */
export function unchanged(application: Application, ...events: readonly ApplicationEvent[]): Decided {
  const { version, toldVersion } = application;
  return { application: toldVersion === version ? application : { ...application, toldVersion: version }, events };
}

/**
 * The part after a command, in the state that the transition table names, or in its own where the table names none. What the handler
 * had proposed falls when the part moves.
 */
export function moved(
  part: ApplicationPart,
  command: PartCommand,
  changes: Partial<ApplicationPart> = {},
): ApplicationPart {
  return { ...part, proposedChange: null, ...changes, state: transitionOf(command).to ?? part.state };
}
