/** Which topics can be read at the moment: there, with the declared number of partitions, and allowed. */
export interface ReadableTopics {
  /** Those of the topics that could be read when they were last compared; none before the first comparison. */
  readable(topics: readonly string[]): readonly string[];
  /** @returns what ends the listening */
  onComparison(listener: () => void): () => void;
  /** Compares now, because something was refused; resolves when that is done, or has taken too long. */
  compareNow(): Promise<void>;
}
