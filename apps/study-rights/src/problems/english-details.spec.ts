import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { englishDetails } from './english-details.js';

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

const texts = Object.values(
  JSON.parse(readFileSync(new URL('../texts/errors.fi.json', import.meta.url), 'utf8')) as Texts,
).flatMap((words) => Object.entries(words));

/** Details that have had an English name from the beginning. */
const ENGLISH = [
  ...['currentVersion', 'day', 'from', 'hoksId', 'koskiKey', 'learnerOid', 'oid', 'oids', 'openFrom', 'place', 'state'],
  ...['step', 'studyRightOid', 'studyRightType', 'supportCaseId', 'system', 'to', 'username', 'version'],
];
/** Codes of fundings. */
const CODES = ['jotpa', 'lukuvuosimaksu'];

describe('details of our own interface', () => {
  it('have English names, regardless of the places in the sentences of Koski', () => {
    const places = texts.flatMap(([, text]) => [...text.matchAll(/\{([\p{L}_]+)\}/gu)].map(([, place = '']) => place));
    const finnish = [...new Set(places)].filter((place) => !ENGLISH.includes(place));
    expect(finnish.length).toBeGreaterThan(10);
    expect(finnish.filter((place) => Object.keys(englishDetails({ [place]: 1 }))[0] === place)).toEqual([]);
  });

  it('name the variants of a rule in English', () => {
    const variants = texts.flatMap(([name]) => (name.startsWith('message: ') ? [name.slice('message: '.length)] : []));
    expect(variants.length).toBeGreaterThan(10);
    const same = [...new Set(variants)].filter((variant) => englishDetails({ tapaus: variant })['variant'] === variant);
    expect(same.sort()).toEqual(CODES);
  });

  it('do not clash', () => {
    const all = Object.fromEntries(
      ['alku', 'loppu', 'edellinen', 'seuraava', 'tila', 'tyyppi'].map((name) => [name, 1]),
    );
    expect(Object.keys(englishDetails(all))).toHaveLength(6);
  });
});
