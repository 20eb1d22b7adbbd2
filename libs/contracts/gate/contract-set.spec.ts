import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { drafts, incompatibilities } from './compatibility.js';
import {
  type ContractSet,
  publishedContracts,
  resolved,
  type WrittenContracts,
  writePublished,
  writtenContracts,
} from './contract-set.js';

const written = writtenContracts();
const working = resolved(written);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'published-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The same contracts after one shared shape has changed. */
function withShape(name: string, change: Record<string, unknown>): WrittenContracts {
  const shapes = written.common['$defs'] as Record<string, object>;
  return { ...written, common: { ...written.common, $defs: { ...shapes, [name]: { ...shapes[name], ...change } } } };
}

/** One event of a set, alone. */
function only(event: string, { events }: ContractSet): ContractSet {
  return { topics: [], events: new Map([...events].filter(([name]) => name === event)) };
}

/** The same value with the keys of its objects the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner)] as const);
  return Object.fromEntries(entries.reverse());
}

describe('the files of the published contracts', () => {
  it('are one per producer, the shared shapes and the topics; what is written is read back the same', () => {
    const producers = new Set(written.topics.map(({ producer }) => `${producer}.json`));
    expect(writePublished(written, folder)).toEqual([...producers, 'common.json', 'topics.json'].sort());
    expect(publishedContracts(folder)).toEqual(working);
    expect([...publishedContracts(folder).events.keys()]).toEqual([...working.events.keys()]);
    expect(writePublished(written, folder)).toEqual([]);
  });

  it('of a producer that has no event any more are removed; withdrawals are left alone', () => {
    const isOther = (name: string) => !name.startsWith('national.');
    const fewer = {
      ...written,
      topics: written.topics.filter(({ name }) => isOther(name)),
      events: Object.fromEntries(Object.entries(written.events).filter(([event]) => isOther(event))),
    };
    writePublished(written, folder);
    writeFileSync(join(folder, 'withdrawals.json'), '[]\n');
    expect(writePublished(fewer, folder)).toEqual(['national.json', 'topics.json']);
    expect(publishedContracts(folder)).toEqual(resolved(fewer));
    expect(readdirSync(folder)).toContain('withdrawals.json');
  });

  it('before the first time there is nothing but withdrawals', () => {
    const nothing = { topics: [], events: new Map() };
    expect(publishedContracts(join(folder, 'missing'))).toEqual(nothing);
    writeFileSync(join(folder, 'withdrawals.json'), '[]\n');
    expect(publishedContracts(folder)).toEqual(nothing);
  });

  it.each(['topics.json', 'common.json', 'decisions.json', 'notifications.json'])(
    'without %s are not read at all: what it held would pass for never published',
    (file) => {
      writePublished(written, folder);
      rmSync(join(folder, file));
      expect(() => publishedContracts(folder)).toThrow(file.replace('.json', ''));
    },
  );

  it('that refer to a shape that common.json does not have are not read', () => {
    writePublished({ ...written, common: { ...written.common, $defs: {} } }, folder);
    expect(() => publishedContracts(folder)).toThrow(/nothing is called .*common\.schema\.json#\/\$defs\//);
  });

  it.each([
    ['credits', { maximum: 60 }],
    ['lineEnd', { pattern: '\n' }],
    ['recognitionType', { description: 'other words' }],
  ])('a changed shape is found for each event that refers to it, also through other shapes: %s', (name, change) => {
    writePublished(written, folder);
    const published = publishedContracts(folder);
    const now = resolved(withShape(name, change));
    const origin = `common.schema.json#/$defs/${name}"`;
    const concerned = [...working.events]
      .filter(([, { schema }]) => JSON.stringify(schema).includes(origin))
      .map(([event]) => event);
    expect(concerned).toContain('applications.application-submitted.v1');
    expect(drafts(published, now)).toEqual(concerned.map((event) => `schema of ${event}`));
    const broken = [...working.events.keys()].filter(
      (event) => incompatibilities(only(event, published), only(event, now)).length > 0,
    );
    expect(broken).toEqual('description' in change ? [] : concerned);
  });

  it('a sample whose formatting alone has changed is no change', () => {
    writePublished(written, folder);
    for (const file of readdirSync(folder)) {
      const content: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      writeFileSync(join(folder, file), JSON.stringify(turned(content), null, 4));
    }
    expect(incompatibilities(publishedContracts(folder), working)).toEqual([]);
    expect(drafts(publishedContracts(folder), working)).toEqual([]);
  });
});
