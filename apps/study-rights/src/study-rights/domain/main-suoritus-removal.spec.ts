import { describe, expect, it } from '@jest/globals';
import { opiskeluoikeus, studyRight, suoritus } from '../../../test/samples.js';
import { withoutMainSuoritus } from './main-suoritus-removal.js';
import type { Opiskeluoikeus } from './opiskeluoikeus.js';

describe('removal of a main suoritus', () => {
  const preparing = suoritus('999904', 'nayttotutkintoonvalmistavakoulutus');
  const two = (more: Partial<Opiskeluoikeus> = {}) =>
    studyRight({ version: 3, data: opiskeluoikeus({ suoritukset: [preparing, suoritus()], ...more }) });
  const removal = (versionumero = 3, which: object = preparing) => ({ versionumero, suoritus: { ...which } });

  it('leaves the other one, in the next version', () => {
    const before = two();
    expect(withoutMainSuoritus(before, removal())).toEqual({
      ...before,
      version: 4,
      data: { ...before.data, suoritukset: [suoritus()] },
    });
  });

  const lukio = { tyyppi: { koodiarvo: 'lukiokoulutus' } };
  it.each([
    ['conflict.versionumero', 'an older version', two(), removal(2)],
    ['conflict.versionumero', 'the version comes first', studyRight(), removal(2, suoritus())],
    ['forbidden.ainoanPäätasonSuorituksenPoisto', 'the only one', studyRight({ version: 3 }), removal(3, suoritus())],
    ['notFound.suoritustaEiLöydy', 'another one', two(), removal(3, suoritus('351301'))],
    ['forbidden', 'of lukio', two(lukio), removal()],
  ])('%s: %s', (key, _, before, asked) => {
    expect(withoutMainSuoritus(before, asked)).toMatchObject({ refused: key });
  });

  it('of lukio a single subject goes', () => {
    const subject = suoritus('MA', 'lukionoppiaineenoppimaara');
    const before = two({ ...lukio, suoritukset: [subject, suoritus('AI', 'lukionoppiaineenoppimaara')] });
    expect(withoutMainSuoritus(before, removal(3, subject))).toMatchObject({ version: 4 });
  });
});
