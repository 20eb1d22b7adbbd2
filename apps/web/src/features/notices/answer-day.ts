/** Feedback is answered within 14 days (act 306/2019, section 8). @returns the last of them, YYYY-MM-DD in Finland */
export function answerDay(now: Date): string {
  const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' })
    .format(now)
    .split('-')
    .map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day + 14)).toISOString().slice(0, 10);
}
