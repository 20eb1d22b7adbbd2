import { describe, expect, it } from '@jest/globals';
import { stack } from '#testing';
import { PATH } from '../../../../test/provider.js';

describe('help', () => {
  it.each([
    ['fi', 'eHOKS-webinaari'],
    ['sv', 'eHOKS-webbinarium'],
    ['en', 'eHOKS webinar'],
  ])(
    '[R170] [R173] names customer service, links and the next webinars to everybody, in the language asked for: %s',
    async (language, title) => {
      const response = await fetch(`${stack().gatewayUrl}${PATH}/help`, { headers: { 'accept-language': language } });
      const help = (await response.json()) as { webinar: { next: { day: string }[] } };
      expect(help).toMatchObject({
        supportEmail: 'ehoks@opintopolku.fi',
        links: [{ url: expect.stringMatching(/^https:/) }],
        webinar: { title, everyWeeks: 2 },
      });
      const days = help.webinar.next;
      expect(days).toHaveLength(3);
      expect(days.every(({ day }) => new Date(day).getUTCDay() === 2)).toBe(true);
      expect(days[0]).toMatchObject({ begins: '12:00', ends: '13:00', timeZone: 'Europe/Helsinki' });
    },
  );
});
