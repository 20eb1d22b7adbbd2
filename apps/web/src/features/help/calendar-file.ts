/** A meeting on a day, at times of day of a time zone. */
export interface Meeting {
  readonly title: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** HH:MM */
  readonly begins: string;
  readonly ends: string;
  readonly timeZone: string;
}

/** The meeting as a calendar file (RFC 5545), its times in UTC: no calendar has to know the time zone. */
export function calendarFile({ title, day, begins, ends, timeZone }: Meeting, now: Date): string {
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Hyvaksiluku//Help//FI', 'BEGIN:VEVENT'],
    `UID:webinar-${day}-${begins.replace(':', '')}@hyvaksiluku`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(instantOf(day, begins, timeZone))}`,
    `DTEND:${stamp(instantOf(day, ends, timeZone))}`,
    `SUMMARY:${title.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll(/\r?\n/g, ' ')}`,
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
}

/** The instant at which it is so late in the time zone. */
function instantOf(day: string, time: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(asUtc);
  return new Date(asUtc - (Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc));
}

function stamp(instant: Date): string {
  return instant
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replaceAll(/[-:]/g, '');
}
