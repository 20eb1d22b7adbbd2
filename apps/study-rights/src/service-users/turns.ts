/** How many may work at a time, and how many may wait: of one name, and of all. */
export interface TurnLimits {
  readonly atOnce: number;
  readonly waitingOfOne: number;
  readonly waiting: number;
}

/**
 * Lets slow work be done in turns: the names that wait take turns, however much each has waiting, so that no name waits behind
 * all that another asks for. Within a name the first comes first.
 */
export class Turns {
  /** Who waits, by name; a name is taken from the front and put back behind the others. */
  private readonly queues = new Map<string, (() => void)[]>();
  private working = 0;
  private waiting = 0;

  constructor(private readonly limits: TurnLimits) {}

  /** @returns undefined when too many wait already; then nothing was done */
  async take<T>(name: string, work: () => Promise<T>): Promise<{ readonly done: T } | undefined> {
    if (this.working < this.limits.atOnce) this.working++;
    else if (!(await this.myTurn(name))) return undefined;
    try {
      return { done: await work() };
    } finally {
      this.next();
    }
  }

  /** The next in turn takes over the place of the one before, so the number at work does not change. */
  private myTurn(name: string): Promise<boolean> {
    const queue = this.queues.get(name) ?? [];
    if (this.waiting >= this.limits.waiting || queue.length >= this.limits.waitingOfOne) return Promise.resolve(false);
    this.waiting++;
    this.queues.set(name, queue);
    return new Promise((resolve) => queue.push(() => resolve(true)));
  }

  private next(): void {
    const [name, queue] = this.queues.entries().next().value ?? [];
    const call = queue?.shift();
    if (name === undefined || !queue || !call) {
      this.working--;
      return;
    }
    this.queues.delete(name);
    if (queue.length > 0) this.queues.set(name, queue);
    this.waiting--;
    call();
  }
}
