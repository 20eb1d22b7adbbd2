import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LANGUAGES, TEMPLATES } from '../domain/templates.js';
import { Texts } from './texts.js';

const texts = new Texts();
const link = 'http://127.0.0.1:8080/applications/0193a0b0-0000-7000-8000-000000000001';
const parameters = { partCount: 2, applicationCount: 1, oldestDays: 3 };
const items = [{ studentName: 'Aino Virtanen', partCount: 2, days: 3, link }];
const EVERY = TEMPLATES.flatMap((template) => LANGUAGES.map((language) => ({ template, language })));

describe('texts of messages', () => {
  it.each([
    ['fi', 'Hyväksilukuhakemus opiskelijalta: Aino Virtanen'],
    ['sv', 'Ansökan om tillgodoräknande från studerande: Aino Virtanen'],
    ['en', 'RPL application from student: Aino Virtanen'],
  ] as const)('[R5] the subject on arrival in %s is "%s"', (language, subject) => {
    const template = 'notification.application.submitted.handler';
    const text = texts.render({ template, language, parameters: { partCount: 4 }, studentName: 'Aino Virtanen', link });
    expect(text.subject).toBe(subject);
  });

  it.each([
    ['fi', 'Siirry hakemukseen'],
    ['sv', 'Gå till ansökan'],
    ['en', 'Go to the application'],
  ] as const)('[R6] every text in %s leads to the application: "%s"', (language, linkText) => {
    for (const template of TEMPLATES.filter((key) => key !== 'notification.digest.handler')) {
      const text = texts.render({
        template,
        language,
        parameters: { partCount: 1 },
        studentName: 'Aino Virtanen',
        link,
      });
      expect(text.linkText).toBe(linkText);
      expect(texts.plain(text)).toContain(`${linkText}:\n${link}\n`);
      expect(texts.html(text)).toContain(linkText);
    }
  });

  it.each(EVERY)('$template in $language has a one-line subject and a body without open places', (which) => {
    const text = texts.render({ ...which, parameters, studentName: 'Aino Virtanen', link, items });
    expect(text.subject).toMatch(/^\S.{9,119}$/);
    expect(text.paragraphs.join(' ')).toMatch(/^\S.{19,}/);
    expect(texts.plain(text)).not.toMatch(/\{\{|\}\}|undefined|\[object/);
  });

  it.each([
    ['fi', 'Aino Virtanen: osia 2, odottanut päiviä 3'],
    ['sv', 'Aino Virtanen: delar 2, har väntat dagar 3'],
    ['en', 'Aino Virtanen: parts 2, days waited 3'],
  ] as const)('[R1] a digest in %s has counts, ages and a link to each application', (language, line) => {
    const request = { template: 'notification.digest.handler', language, parameters, studentName: '', items } as const;
    const text = texts.render({ ...request, link: 'http://127.0.0.1:8080/work' });
    expect(text.subject).toMatch(/: 1$/);
    expect(text.paragraphs[0]).toMatch(/1.*2.*3/);
    expect(texts.plain(text)).toContain(`- ${line}\n  ${link}\n`);
    expect(texts.html(text)).toContain(`<li><a href="${link.replaceAll('=', '&#x3D;')}">${line}</a></li>`);
    expect(texts.plain(text)).toContain('http://127.0.0.1:8080/work\n');
  });

  it('[R80] the keys of the cancellation message start with the prefix institutions know', () => {
    const keys = TEMPLATES.filter((key) => key.includes('cancelled'));
    expect(keys.length).toBe(2);
    for (const key of keys) expect(key.startsWith('notification.proposition.cancelled')).toBe(true);
  });

  it('a name is text in plain text and can never become HTML', () => {
    const names = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '{', '}', 'a', 'ä', '/', '=') });
    fc.assert(
      fc.property(names, fc.constantFrom(...EVERY), (studentName, which) => {
        const text = texts.render({ ...which, parameters, studentName, link });
        const named = texts.render({ ...which, parameters, studentName: 'NAME', link });
        expect(text.subject).toBe(named.subject.replace('NAME', () => studentName));
        const tags = (html: string) => html.match(/<[^>]*>/g);
        expect(tags(texts.html(text))).toEqual(tags(texts.html(named)));
      }),
    );
  });
});
