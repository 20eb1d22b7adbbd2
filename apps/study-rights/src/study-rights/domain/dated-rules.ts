/** Days on which Koski's rules come into force in production, as data: a rule that is put off changes a line here. */

/**
 * First day on which a link to a study right of another qualification is refused; null: it is only remarked on in the log, as
 * Koski does since 6.8.2026 (announced for 1.9.2026, put off).
 */
export const OTHER_QUALIFICATION_LINKS_REFUSED_FROM: string | null = null;

/** A type of study right that production does not take, from a day on and until the day before another. */
interface Blocked {
  readonly from: string;
  readonly until: string | null;
}

/** Types that Koski's schema knows and production blocks (features.disabledPäätasonSuoritusLuokat). */
export const BLOCKED_TYPES: Readonly<Record<string, Blocked>> = {
  ahvenanmaanperusopetus: { from: '2026-05-05', until: null },
};
