import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventSchemas } from '#contracts';

/** Everything that may be known of a precedent, R87–R96 and what search makes of it; a new name needs a privacy review. */
const ALLOWED_COLUMNS = [
  'id',
  'institution_oid',
  'bank_key',
  'programme_code',
  'programme_name',
  'basis_kind',
  'basis_code',
  'basis_name',
  'basis_keywords',
  'target_name',
  'recognition_type',
  'partial',
  'credits_applied',
  'credits_granted',
  'recognised_month',
  'subjects',
  'search_text',
  'search_document',
  'withheld',
  'scanned',
];

describe('[R85] what the bank knows', () => {
  it('[R85] the table has only the allowed columns and no type for a time', () => {
    // As all migrations together have made it.
    const schema = readFileSync('docs/schema/recognition-bank.sql', 'utf8');
    const table = /^CREATE TABLE precedent \(\n(.*?)^\)/ms.exec(schema)?.[1] ?? '';
    const columns = [...table.matchAll(/^ {2}([a-z_]+) (?:text|uuid|jsonb|boolean|smallint|numeric|tsvector)/gm)];
    expect(columns.map((column) => column[1])).toEqual(ALLOWED_COLUMNS);
    expect(table).not.toMatch(/\b(timestamp|timestamptz|date|time|identity|serial)\b/i);
  });

  it.each(['decisions.precedent-released.v1', 'recognition-bank.precedent-filed.v1'] as const)(
    '[R85] %s names no person, application, decision or day',
    (event) => {
      const schema = eventSchemas().events.get(event) as { properties: Record<string, unknown> };
      const fields = Object.keys(schema.properties);
      expect(fields.length).toBeGreaterThan(0);
      expect(
        fields.filter((field) =>
          /student|person|handler|decider|application|decision|part(Id|$)|email|Date$|On$|At$/.test(field),
        ),
      ).toEqual([]);
    },
  );
});
