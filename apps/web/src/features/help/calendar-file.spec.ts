import { describe, expect, it } from '@jest/globals';
import { calendarFile } from './calendar-file';

const meeting = {
  ...{ title: 'eHOKS-webinaari', day: '2026-12-08', begins: '12:00', ends: '13:00', timeZone: 'Europe/Helsinki' },
};

describe('[R173] the calendar file of a webinar', () => {
  it.each([
    ['winter', '2026-12-08', '20261208T100000Z', '20261208T110000Z'],
    ['summer', '2026-06-09', '20260609T090000Z', '20260609T100000Z'],
    ['the day on which summer time ends', '2026-10-25', '20261025T100000Z', '20261025T110000Z'],
  ])('has the times in UTC: %s', (_, day, begins, ends) => {
    const file = calendarFile({ ...meeting, day }, new Date('2026-05-01T08:00:00.123Z'));
    expect(file.split('\r\n')).toEqual([
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Hyvaksiluku//Help//FI', 'BEGIN:VEVENT'],
      `UID:webinar-${day}-1200@hyvaksiluku`,
      ...['DTSTAMP:20260501T080000Z', `DTSTART:${begins}`, `DTEND:${ends}`],
      ...['SUMMARY:eHOKS-webinaari', 'END:VEVENT', 'END:VCALENDAR', ''],
    ]);
  });

  it('takes marks of the title for text', () => {
    const file = calendarFile({ ...meeting, title: 'HOKS, koulutus;\nkysymykset' }, new Date(0));
    expect(file).toContain('SUMMARY:HOKS\\, koulutus\\; kysymykset\r\n');
  });
});
