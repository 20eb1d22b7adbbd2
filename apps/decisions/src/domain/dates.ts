/** A calendar day, YYYY-MM-DD. Days compare correctly as text. */
export type Day = string;

const helsinki = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Helsinki',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Finland at an instant: decisions are dated by the Finnish calendar, not by UTC. */
export function helsinkiDay(instant: Date): Day {
  const part = Object.fromEntries(helsinki.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/** The latest of some days; undefined when there are none. */
export function latestDay(days: readonly Day[]): Day | undefined {
  return days.reduce<Day | undefined>(
    (latest, day) => (latest === undefined || day > latest ? day : latest),
    undefined,
  );
}

/** Month precision, YYYY-MM: as exact as the recognition bank may know it (R85, R96). */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}
