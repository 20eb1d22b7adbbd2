/** As long as settled dead letters and received events are kept (libs/messaging), which are the other copies that end by age. */
export const NAMES_KEPT_DAYS = 180;

const DAY_MS = 86_400_000;

/** Names of people who were seen last before this are forgotten: by then a settled case is called up by its ids. */
export function namesKeptSince(now: Date): Date {
  return new Date(now.getTime() - NAMES_KEPT_DAYS * DAY_MS);
}
