import { Clock } from '#platform';

/** A clock that stands still until a test moves it. */
export class FrozenClock extends Clock {
  private time: number;

  /** @param at the moment it shows, as a Date or in ISO 8601 */
  constructor(at: Date | string) {
    super();
    this.time = new Date(at).getTime();
  }

  override now(): Date {
    return new Date(this.time);
  }

  /** Shows another moment from now on. */
  set(at: Date | string): void {
    this.time = new Date(at).getTime();
  }

  /** Moves on by this many milliseconds. */
  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}
