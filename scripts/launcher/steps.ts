/** What the terminal shows of a start: one line per step with its time, and what happens to processes later. */
export class Steps {
  private readonly startedAt = performance.now();

  constructor(private readonly write: (line: string) => void = (line) => console.log(line)) {}

  /** Runs a step and prints it with its duration when done; says after a few seconds that a long one is still going. */
  async run<T>(title: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    const patience = setInterval(
      () => this.write(`  …  ${title} (${seconds(performance.now() - from)} so far)`),
      10_000,
    );
    try {
      const result = await work();
      this.write(`  ok ${title.padEnd(58)} ${seconds(performance.now() - from).padStart(8)}`);
      return result;
    } finally {
      clearInterval(patience);
    }
  }

  /** A line about something that happened outside the steps: a crash, a restart, an orphan removed. */
  note(text: string): void {
    this.write(`  !  ${text}`);
  }

  /** A plain line. */
  say(text: string): void {
    this.write(text);
  }

  /** Time since the start, for example "14.2 s". */
  elapsed(): string {
    return seconds(performance.now() - this.startedAt);
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
