import type { HolderOfRights } from '#kernel';

/** A person who acts, reads or is to handle, with all on which it depends what may be done with parts. */
export interface ActingPerson extends HolderOfRights {
  /** Degree programmes whose applications the person can handle today; empty: all of the institution; null: none at all. */
  readonly handlesIn: readonly string[] | null;
}
