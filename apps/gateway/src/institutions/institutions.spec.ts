import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO } from '#testing/demo';
import { contrastWithWhite } from './institution-file.js';
import { Institutions } from './institutions.js';

const METSALA = '1.2.246.562.10.10000000001';
const shipped = Institutions.read();

describe('institutions', () => {
  it('those of the demo have a file each, with the name that they publish', () => {
    const published = DEMO.institutions.map(({ oid, name }) => ({ oid, name }));
    expect(shipped.all().map(({ oid, name }) => ({ oid, name }))).toEqual(expect.arrayContaining(published));
  });

  it('one without a file is called by its oid, and has no notices', () => {
    expect(shipped.viewOf('1.2')).toEqual({ oid: '1.2', name: { fi: '1.2', sv: '1.2', en: '1.2' } });
    expect(shipped.noticesOf('1.2')).toBeUndefined();
    expect(shipped.logoOf('1.2')).toBeUndefined();
  });

  it('notices name the institution and whom to write to, in three languages', () => {
    const notices = JSON.stringify(shipped.noticesOf(METSALA));
    for (const said of [
      'Metsälän yliopisto',
      'Metsälä universitet',
      'Metsälä University',
      'tietosuoja@metsala.example',
    ])
      expect(notices).toContain(said);
    expect(notices).not.toContain('{{');
  });
});

describe('a folder of one’s own', () => {
  let folder: string;
  const file = (content: object) => writeFile(path.join(folder, `${METSALA}.json`), JSON.stringify(content));
  const text = { fi: 'a', sv: 'b', en: 'c' };
  const least = { name: text, privacyContact: 'a@b.example', accessibilityContact: 'a@b.example' };
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'institutions-'));
    await cp('apps/gateway/institutions/default.json', path.join(folder, 'default.json'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('own notices, logo and features go before the shared ones', async () => {
    const privacy = { updatedOn: '2026-11-30', sections: [{ heading: text, paragraphs: [text] }] };
    const logo = `data:image/png;base64,${Buffer.from('image').toString('base64')}`;
    await file({ ...least, privacy, logo, features: ['preApplications'] });
    const read = Institutions.read(folder);
    expect(read.noticesOf(METSALA)?.privacy).toEqual(privacy);
    expect(read.viewOf(METSALA).logo).toBe(`/institutions/${METSALA}/logo`);
    expect(read.logoOf(METSALA)).toEqual({ type: 'image/png', image: Buffer.from('image') });
    expect(read.featuresOf(METSALA)).toEqual(['preApplications']);
  });

  it.each([
    ['a colour on which white cannot be read', { ...least, primaryColour: '#FFCC00' }, 'a contrast of 4.5:1'],
    ['a script as logo', { ...least, logo: 'data:text/html;base64,PHNjcmlwdD4=' }, 'logo'],
    ['a name in two languages', { ...least, name: { fi: 'a', sv: 'b' } }, 'name.en'],
    ['a field that nobody knows', { ...least, colour: '#000000' }, 'colour'],
  ])('%s is refused at start, by file and place', async (_, content, said) => {
    await file(content);
    expect(() => Institutions.read(folder)).toThrow(said);
    expect(() => Institutions.read(folder)).toThrow(`${METSALA}.json`);
  });

  it('without the shared notices nothing starts', async () => {
    await rm(path.join(folder, 'default.json'));
    expect(() => Institutions.read(folder)).toThrow('default.json');
    expect(() => Institutions.read(path.join(folder, 'elsewhere'))).toThrow('INSTITUTIONS_FOLDER');
  });
});

describe('contrast with white', () => {
  it.each([
    ['#000000', 21],
    ['#FFFFFF', 1],
    ['#0033CC', 8.95],
    ['#767676', 4.54],
  ])('%s: %d', (colour, ratio) => {
    expect(contrastWithWhite(colour)).toBeCloseTo(ratio, 1);
  });
});
