import { describe, expect, it } from '@jest/globals';
import { messageOf } from './problems/error-messages.js';
import { type ErrorCode, errors, names, type Refusal } from './errors.js';
import { nextSteps, SupportDesk } from './problems/next-steps.js';
import { studyRightTypes } from './domain/study-right-types.js';

const desk = new SupportDesk('tuki@example.org');

describe('names', () => {
  it.each(studyRightTypes)('people read no code for the type %s, in any language', (type) => {
    for (const language of ['fi', 'sv', 'en'] as const) expect(names[language]['values']?.[type]).toBeTruthy();
  });
});

describe('error table', () => {
  it.each(Object.entries(errors))('%s speaks Finnish, Swedish and English', (_, definition) => {
    const texts = [definition.title, definition.detail].flatMap((text) => [text.fi, text.sv, text.en]);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.every((text) => text.length > 5)).toBe(true);
    expect(definition.status).toBeGreaterThanOrEqual(400);
    expect(definition.status).not.toBe(500);
  });

  it.each<[keyof typeof errors, number]>([
    ['forbidden.kiellettyMuutos', 403],
    ['badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia', 400],
    ['notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', 404],
    ['conflict.versionumero', 409],
    ['conflict.hoksExists', 409],
    ['notImplemented.readOnly', 501],
    ['hoks/exists', 400],
    ['hoks/delete-study-right-not-active', 403],
    ['notFound.versiotaEiLöydy', 404],
    ['support-case/second-person-needed', 403],
  ])('%s is answered with %s', (code, status) => {
    expect(errors[code].status).toBe(status);
  });

  it('gives Koski its own words', () => {
    const error: Refusal = {
      refused: 'forbidden.kiellettyMuutos',
      details: { tapaus: 'tyyppi', vanhaTyyppi: 'ammatillinenkoulutus', uusiTyyppi: 'tuva' },
    };
    expect(messageOf(error)).toBe(
      'Opiskeluoikeuden tyyppiä ei voi vaihtaa. Vanha tyyppi ammatillinenkoulutus. Uusi tyyppi tuva.',
    );
    expect(messageOf({ refused: 'conflict.versionumero', details: { annettu: 1, currentVersion: 2 } })).toBe(
      'Annettu versionumero 1 <> 2',
    );
    expect(messageOf({ refused: 'conflict.versionumero', details: { tapaus: 'uusi', annettu: 2 } })).toBe(
      'Uudelle opiskeluoikeudelle annettu versionumero 2',
    );
  });
});

describe('next steps', () => {
  const refusal: Refusal = { refused: 'conflict.hoksExists', details: { hoksId: 17, studyRightOid: 'x' } };

  it.each(['fi', 'sv', 'en'] as const)('[R169] [R170] name the HOKS and the support address (%s)', (language) => {
    const steps = nextSteps(refusal, desk, language);
    expect(steps).toHaveLength(3);
    expect(steps.join(' ')).toContain('17');
    expect(steps.join(' ')).toContain('tuki@example.org');
    expect(steps.join(' ')).toContain('/api/study-rights/v1/support-cases');
    expect(steps.join(' ')).not.toContain('{');
  });

  it('[R166] [R168] point to a new transfer, or to invalidation, as the case is', () => {
    const of = (key: ErrorCode, details = {}) => nextSteps({ refused: key, details }, desk, 'en').join(' ');
    expect(of('badRequest.validation.tila.mitätöinninSyyEiSallittu')).toContain('new data transfer');
    expect(of('forbidden.kiellettyMuutos', { tapaus: 'tyyppi' })).toContain('WRONG_TYPE');
    expect(of('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: 'x' })).toBe('');
  });

  it.each<[ErrorCode, string]>([
    ['conflict.exists', 'send its oid'],
    ['conflict.löytyiEnemmänKuinYksiRivi', 'Send the oid'],
    ['conflict.versionumero', 'Read the current version'],
    ['conflict.mitätöintiVaatiiVahvistuksen', '?vahvistus=true'],
    ['badRequest.validation.tila.mitätöintiTulevaisuudessa', 'begin today or earlier'],
    ['badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu', 'by oid or'],
    ['badRequest.validation.organisaatio.oppilaitoksenVaihto', 'create a new one'],
  ])('of %s', (key, expected) => {
    const details = { studyRightOid: '1.2.246.562.15.12345678911' };
    for (const language of ['fi', 'sv', 'en'] as const) {
      expect(nextSteps({ refused: key, details }, desk, language).join(' ')).not.toMatch(/[{]\w|undefined/);
    }
    expect(nextSteps({ refused: key, details }, desk, 'en').join(' ')).toContain(expected);
  });

  it('of the two changes that forbidden.kiellettyMuutos means', () => {
    const of = (tapaus: string) =>
      nextSteps({ refused: 'forbidden.kiellettyMuutos', details: { tapaus } }, desk, 'en').join();
    expect(of('tyyppi')).toContain('WRONG_TYPE');
    expect(of('lähdejärjestelmänId')).toContain('may be replaced');
  });
});
