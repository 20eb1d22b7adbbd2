/** Text by language; Finnish is always there. */
export interface LocalisedText {
  readonly fi: string;
  readonly sv?: string;
  readonly en?: string;
}
