/**
 * Thrown by a reaction that understands an event and must not follow it, where the sender has no answer topic of its own:
 * the event lands on the dead-letter topic at once, its key goes on. Refused events of senders with an answer topic are
 * answered there instead.
 */
export class RefusedEvent extends Error {
  /**
   * @param code stable, for the sender's program, such as `version-conflict`
   * @param detail names places and versions, never values
   */
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}
