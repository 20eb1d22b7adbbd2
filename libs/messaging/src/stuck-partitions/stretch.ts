/** Records of a partition that cannot be read: one batch, which is the least that a producer wrote together. */
export interface Stretch {
  readonly topic: string;
  readonly partition: number;
  /** First and last offset, both included. */
  readonly from: string;
  readonly to: string;
  /** Newest record time in it, ms since the epoch, as its header says. */
  readonly batchTime: string;
  /** What is wrong with it, in words of the technique: never a word of its content. */
  readonly reason: string;
}

/** Where a consumer reports what it cannot read and asks what to do. */
export interface StuckPartitions {
  /** @returns `step-over` when an operator has decided so; the consumer then goes on behind it */
  meet(stretch: Stretch): Promise<'hold' | 'step-over'>;
  /** Whether somebody has decided about it since. */
  isDecided(stretch: Stretch): Promise<boolean>;
  /** The partition was read up to this offset, after all. */
  read(topic: string, partition: number, upTo: string): Promise<void>;
}
