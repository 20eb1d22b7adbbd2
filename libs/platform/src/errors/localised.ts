/** A text in the three languages of the system. */
export interface Localised {
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}
