/** Where use cases and reactions get the time from; tests freeze it. */
export abstract class Clock {
  /** The present moment. */
  abstract now(): Date;
}

/** The clock of the machine. */
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
