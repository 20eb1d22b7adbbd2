import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayFromText, textOfDay } from './date-text';

describe('dates as people write them', () => {
  it.each([
    ['12.5.2022', '2022-05-12'],
    [' 12.05.2022 ', '2022-05-12'],
    ['12.5.22', '2022-05-12'],
    ['1.1.95', '1995-01-01'],
    ['2022-05-12', '2022-05-12'],
    ['29.2.2024', '2024-02-29'],
    ['29.2.2023', undefined],
    ['31.4.2022', undefined],
    ['5/12/2022', undefined],
    ['toukokuussa', undefined],
    ['', undefined],
  ])('%s', (text, day) => {
    expect(dayFromText(text, 2026)).toBe(day);
  });

  it('what is shown can be read again', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(dayFromText(textOfDay(day), 2026)).toBe(day);
      }),
    );
  });
});
