import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import { goldenSamples } from '#contracts';
import {
  invalidatingPeriod,
  LEARNER_OID,
  opiskeluoikeus,
  period,
  periods,
  STUDY_RIGHT_OID,
  suoritus,
} from '../../../test/samples.js';
import { readKoskiBody, readTransfer as readTransferOn, transferBody, type TransferBody } from './transfer-body.js';

const readTransfer = (value: TransferBody) => readTransferOn(value, '2026-11-24');

const body = (...opiskeluoikeudet: object[]) => ({
  henkilö: { oid: LEARNER_OID },
  opiskeluoikeudet: opiskeluoikeudet as Record<string, unknown>[],
});

function keysOf(value: ReturnType<typeof readTransfer>): string[] {
  return isRefused(value) ? [value, ...(value.others ?? [])].map(({ refused }) => refused) : [];
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

describe('reading a transfer', () => {
  it('reads study rights and keeps their unknown fields', () => {
    const payload = opiskeluoikeus({ tuntematon: { a: [1, null] } });
    expect(readTransfer(body(payload))).toMatchObject({ learner: { oid: LEARNER_OID }, opiskeluoikeudet: [payload] });
  });

  it('null is absence, at any depth; in a list it is a place of its own', () => {
    const sent = {
      ...opiskeluoikeus({
        arvioituPäättymispäivä: null,
        lisätiedot: { hojks: null, jaksot: [{ alku: 'a', loppu: null }, null] },
      }),
      suoritukset: [
        { ...suoritus(), vahvistus: null, koulutusmoduuli: { ...suoritus().koulutusmoduuli, laajuus: null } },
      ],
    };
    const read = readTransfer(body(sent));
    const meant = opiskeluoikeus({ lisätiedot: { jaksot: [{ alku: 'a' }, null] } });
    expect(JSON.parse(JSON.stringify(read))).toEqual({ learner: { oid: LEARNER_OID }, opiskeluoikeudet: [meant] });
  });

  it.each([...goldenSamples('national.study-right-transferred.v1')])(
    'understands the golden sample %s',
    (_, sample) => {
      expect(keysOf(readTransfer(transferBody.parse(sample['transfer'])))).toEqual([]);
    },
  );

  const schema = 'badRequest.validation.jsonSchema';
  it.each<[string, string, object]>([
    ['badRequest.format.json', 'NUL in a text', opiskeluoikeus({ x: 'a\u0000' })],
    ['badRequest.format.json', 'half a surrogate pair', opiskeluoikeus({ x: '\ud800' })],
    ['badRequest.format.json', 'NUL in a field name', opiskeluoikeus({ 'x\u0000': 1 })],
    ['badRequest.format.json', 'a number beyond all bounds', opiskeluoikeus({ x: JSON.parse('1e999') as number })],
    ['badRequest.format.json', 'a thousand levels', opiskeluoikeus({ x: deep(1000) })],
    [schema, 'no type', { ...opiskeluoikeus(), tyyppi: undefined }],
    [schema, 'an unknown type', opiskeluoikeus({ tyyppi: { koodiarvo: 'valma' } })],
    [schema, 'no periods', opiskeluoikeus(periods())],
    [schema, 'a day that does not exist', opiskeluoikeus(periods(period('2026-02-30', 'lasna')))],
    [schema, 'the year 0001', opiskeluoikeus(periods(period('0001-01-01', 'lasna')))],
    [schema, 'a day with time', opiskeluoikeus(periods(period('2026-08-10T00:00:00Z', 'lasna')))],
    [schema, 'no suoritukset', opiskeluoikeus({ suoritukset: [] })],
    [schema, 'versionumero 1.5', opiskeluoikeus({ versionumero: 1.5 })],
    [schema, 'an end that is no day', opiskeluoikeus({ arvioituPäättymispäivä: 'keväällä' })],
    [
      schema,
      'a confirmation that is no object',
      { ...opiskeluoikeus(), suoritukset: [{ ...suoritus(), vahvistus: 0 }] },
    ],
    [schema, 'a confirmation without a day', { ...opiskeluoikeus(), suoritukset: [{ ...suoritus(), vahvistus: {} }] }],
    [schema, 'a link to nothing', { ...opiskeluoikeus(), sisältyyOpiskeluoikeuteen: {} }],
    [
      schema,
      'a link without an oppilaitos',
      { ...opiskeluoikeus(), sisältyyOpiskeluoikeuteen: { oid: STUDY_RIGHT_OID } },
    ],
    [schema, 'versionumero as text', { ...opiskeluoikeus(), versionumero: '1' }],
    [
      'badRequest.queryParam.virheellinenOpiskeluoikeusOid',
      'wrong check digit',
      opiskeluoikeus({ oid: '1.2.246.562.15.12345678910' }),
    ],
    [
      'badRequest.queryParam.virheellinenOrganisaatioOid',
      'wrong oppilaitos',
      opiskeluoikeus({ oppilaitos: { oid: '1.2.246.562.15.1' } }),
    ],
    ['notImplemented.readOnly', 'korkeakoulutus of any shape', { tyyppi: { koodiarvo: 'korkeakoulutus' } }],
  ])('%s: %s', (key, _, payload) => {
    expect(keysOf(readTransfer(body(payload)))).toEqual([key]);
  });

  it('badRequest.queryParam.virheellinenHenkilöOid: wrong check digit', () => {
    const wrong = { ...body(opiskeluoikeus()), henkilö: { oid: '1.2.246.562.24.00000000001' } };
    expect(keysOf(readTransfer(wrong))).toEqual(['badRequest.queryParam.virheellinenHenkilöOid']);
  });

  it('badRequest.validation.henkilötiedot.hetu: wrong check character; the error does not repeat it', () => {
    const wrong = { ...body(opiskeluoikeus()), henkilö: { hetu: '131052-308U' } };
    expect(readTransfer(wrong)).toEqual({ refused: 'badRequest.validation.henkilötiedot.hetu' });
  });

  it('takes a learner by hetu; with an oid nothing else counts', () => {
    const person = { hetu: '131052-308T', etunimet: 'Tero Petteri', kutsumanimi: 'Tero', sukunimi: 'Tyhjä' };
    expect(readTransfer({ ...body(opiskeluoikeus()), henkilö: person })).toMatchObject({ learner: person });
    const both = { ...body(opiskeluoikeus()), henkilö: { ...person, oid: LEARNER_OID } };
    expect(readTransfer(both)).toMatchObject({ learner: { oid: LEARNER_OID } });
  });

  it.each([
    ['no learner', { opiskeluoikeudet: [] }, 'henkilö'],
    ['neither oid nor hetu', { henkilö: { sukunimi: 'Tyhjä' }, opiskeluoikeudet: [] }, 'henkilö'],
    ['a number for the oid', { henkilö: { oid: 1 }, opiskeluoikeudet: [] }, 'henkilö.oid'],
    ['a text for a study right', { henkilö: { oid: LEARNER_OID }, opiskeluoikeudet: ['x'] }, 'opiskeluoikeudet.0'],
    ['a list', [], '(koko siirto)'],
    ['nothing', undefined, '(koko siirto)'],
  ])("badRequest.validation.jsonSchema: a body to Koski's interface with %s", (_, value, polut) => {
    expect(readKoskiBody(value)).toMatchObject({ refused: 'badRequest.validation.jsonSchema', details: { polut } });
  });

  it('badRequest.validation.tyhjäOpiskeluoikeusLista', () => {
    expect(keysOf(readTransfer(body()))).toEqual(['badRequest.validation.tyhjäOpiskeluoikeusLista']);
  });

  it('names the places that do not fit, never their values', () => {
    const result = readTransfer(body({ ...opiskeluoikeus(), suoritukset: [{ tyyppi: { koodiarvo: 'salaisuus' } }] }));
    expect(result).toMatchObject({ details: { polut: 'suoritukset.0.koulutusmoduuli' } });
  });

  it('gives the errors of all study rights', () => {
    const result = readTransfer(body(opiskeluoikeus(periods()), opiskeluoikeus(), opiskeluoikeus({ oid: 'x' })));
    expect(keysOf(result)).toEqual([schema, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid']);
  });

  it('does not validate the content of a payload that asks for invalidation', () => {
    const old = {
      ...opiskeluoikeus(periods(period('2020-01-01', 'lasna'), invalidatingPeriod('2026-11-01', 'WRONG_TYPE'))),
      suoritukset: 'vanhaa muotoa',
    };
    expect(keysOf(readTransfer(body(old)))).toEqual([]);
  });

  const asking = (jakso: object, ...before: unknown[]): object => ({
    ...opiskeluoikeus(),
    suoritukset: undefined,
    tila: { opiskeluoikeusjaksot: [...before, jakso] },
  });

  it('of a payload that asks for invalidation the last period counts; its reason is left to the guard', () => {
    const asked = asking({ ...invalidatingPeriod('2026-11-01'), mitätöinninSyy: { a: 1 } }, null, { alku: 'joskus' });
    expect(readTransfer(body(asked))).toMatchObject({
      opiskeluoikeudet: [{ tila: { opiskeluoikeusjaksot: [{ alku: '2026-11-01', mitätöinninSyy: '{"a":1}' }] } }],
    });
  });

  it('names the place in the last period that does not fit, and nothing of the content', () => {
    const asked = asking(invalidatingPeriod('huomenna'), period('2026-08-10', 'lasna'));
    expect(readTransfer(body(asked))).toMatchObject({
      refused: schema,
      details: { polut: 'tila.opiskeluoikeusjaksot.1.alku' },
    });
  });

  it.each([
    ['an unknown field', { ...body(opiskeluoikeus()), lisää: 1 }],
    ['no learner', { opiskeluoikeudet: [] }],
    ['a list for the learner', { henkilö: [], opiskeluoikeudet: [] }],
    ['a text for a study right', { henkilö: { oid: LEARNER_OID }, opiskeluoikeudet: ['x'] }],
    ['a hundred and one study rights', body(...Array.from({ length: 101 }, () => opiskeluoikeus()))],
  ])('refuses a body with %s', (_, value) => {
    expect(transferBody.safeParse(value).success).toBe(false);
  });
});
