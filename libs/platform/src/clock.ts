import { readFileSync } from 'node:fs';

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

/** A clock that jumps: a file, read each time, says by how many ms it is off. Of the fault suite. */
class JumpingClock extends Clock {
  constructor(private readonly file: string) {
    super();
  }

  override now(): Date {
    return new Date(Date.now() + Number(readFileSync(this.file, 'utf8')));
  }
}

/** The clock of the machine; outside production one that CLOCK_SHIFT_FILE moves, when that is set. */
export function clockOf({ NODE_ENV }: { readonly NODE_ENV: string }): Clock {
  const file = process.env['CLOCK_SHIFT_FILE'];
  return file === undefined || NODE_ENV === 'production' ? new SystemClock() : new JumpingClock(file);
}
