import { describe, expect, it } from '@jest/globals';
import { runExamples } from './examples.js';

describe('docs/examples/koski.md', () => {
  it('works as it stands, in its order, with the statuses that it states', async () => {
    const lines = (await runExamples('koski.md')).trim().split('\n');
    const expected = [
      /"versionumero":1.* 200$/,
      /"versionumero":2.* 200$/,
      /"versionumero":3.*"statusCode":501.*notImplemented\.readOnly.* 501$/,
      /"versionumero":3.*"999903".* 200$/,
      /"opiskeluoikeudet":\[.* 200$/,
      /notFound\.opiskeluoikeuttaEiLöydyTaiEiOikeuksia.* 404$/,
      /forbidden\.ainoanPäätasonSuorituksenPoisto.* 403$/,
      /badRequest\.validation\.tila\.mitätöinninSyyEiSallittu.* 400$/,
      /"key":"forbidden".* 403$/,
      /conflict\.mitätöintiVaatiiVahvistuksen.* 409$/,
      /"versionumero":5.* 200$/,
      /notFound\.opiskeluoikeuttaEiLöydyTaiEiOikeuksia.* 404$/,
    ];
    expect(lines).toEqual(expected.map((line) => expect.stringMatching(line)));
  });
});
