import { describe, expect, it } from '@jest/globals';
import { breachesOfSource, changedMigrations } from './migrations.js';

const FILE = 'apps/decisions/src/persistence/migrations/1764000000000-create-decisions.ts';

describe('frozen migrations', () => {
  it('a changed one, a removed one and a new one are each reported in a sentence that says what to do', () => {
    expect(changedMigrations({ [FILE]: 'a' }, { [FILE]: 'a' })).toEqual([]);
    expect(changedMigrations({ [FILE]: 'a' }, { [FILE]: 'b' })).toEqual([
      expect.stringMatching(/has changed since .* put it back .* new migration\.$/),
    ]);
    expect(changedMigrations({ [FILE]: 'a' }, {})).toEqual([expect.stringContaining('is gone')]);
    expect(changedMigrations({}, { [FILE]: 'a' })).toEqual([expect.stringContaining('run npm run generate')]);
  });

  const source = (imports: string, name = 'CreateDecisions1764000000000') =>
    `import type { QueryRunner } from 'typeorm';\n${imports}\nexport class ${name} {\n  readonly name = '${name}';\n}\n`;

  it.each([
    [`import { MESSAGING_TABLES_SQL } from '#messaging';`, '#messaging'],
    [`import { TABLES } from './tables.sql.js';`, './tables.sql.js'],
    [`const { patched } = await import('../../history/json-patch.js');`, '../../history/json-patch.js'],
  ])('one that imports what can change is refused: %s', (imports, from) => {
    expect(breachesOfSource(FILE, source(imports))).toEqual([
      expect.stringContaining(`imports ${from}, which can change`),
    ]);
  });

  it('packages may be imported; file, class and name agree', () => {
    expect(breachesOfSource(FILE, source(`import { createPatch } from 'rfc6902';`))).toEqual([]);
    expect(breachesOfSource(FILE, source('', 'CreateDecisions1764000000001'))).toHaveLength(1);
    expect(breachesOfSource(FILE.replace('1764000000000-', ''), source(''))).toHaveLength(1);
    expect(breachesOfSource(FILE, source('').replace('  readonly name', '  readonly title'))).toHaveLength(1);
  });
});
