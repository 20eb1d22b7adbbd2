import type { EntityManager } from 'typeorm';
import type { CopyDeclaration } from '../copies/copy-declaration.js';

/** How the new tables differ from the old ones. Keys only: a report never quotes what stands in a row. */
export interface TableDifference {
  readonly table: string;
  /** Rows with other values, rows only in the new table, rows only in the old one. */
  readonly changed: number;
  readonly added: number;
  readonly missing: number;
  /** Keys of the first of them, `change key-column/key-column`. */
  readonly examples: readonly string[];
}

interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly definition: string;
}

const EXAMPLES = 20;
/** The swap waits this long for transactions in flight, ms; readers and writers queue behind it meanwhile. */
const LOCK_TIMEOUT_MS = 5000;

/**
 * The tables of a copy once more, in a schema of their own with the same definition and names. With that schema first in
 * the search path the SQL of the reactions writes here without knowing it.
 */
export class ShadowTables {
  private readonly schema: string;
  private readonly retired: string;

  constructor(
    private readonly sql: EntityManager,
    private readonly copy: CopyDeclaration,
  ) {
    const name = copy.name.replaceAll('-', '_');
    this.schema = `rebuild_${name}`;
    this.retired = `retired_${name}`;
  }

  /** Makes the tables, empty; what an interrupted run has left is thrown away. */
  async create(): Promise<void> {
    await this.drop();
    await this.sql.query(`CREATE SCHEMA ${this.schema}`);
    for (const table of this.copy.tables) {
      // Indexes one by one: LIKE would give them names of its own.
      await this.sql.query(
        `CREATE TABLE ${this.schema}.${table} (LIKE public.${table} INCLUDING ALL EXCLUDING INDEXES)`,
      );
      for (const statement of await this.indexesOf(table)) await this.sql.query(statement);
    }
  }

  async drop(): Promise<void> {
    await this.sql.query(`DROP SCHEMA IF EXISTS ${this.schema} CASCADE`);
    await this.sql.query(`SET search_path TO public`);
  }

  /** From now on unqualified names of the copy's tables mean the new ones; all other tables are still found. */
  async use(): Promise<void> {
    await this.sql.query(`SET search_path TO ${this.schema}, public`);
  }

  /** Keeps everybody else out of the old tables until the transaction ends. */
  async lockOld(): Promise<void> {
    await this.sql.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    const referring = (await this.foreignKeys()).map(({ table }) => table);
    const tables = [...new Set([...this.copy.tables, ...referring])].map((table) => `public.${table}`);
    await this.sql.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  }

  /** The values this service has made itself go on standing. */
  async takeOwnColumns(): Promise<void> {
    const { ownColumns = [], tables } = this.copy;
    if (ownColumns.length === 0) return;
    const assignments = ownColumns.map((column) => `${column} = old.${column}`).join(', ');
    await this.sql.query(
      `UPDATE ${this.schema}.${tables[0]} new SET ${assignments} FROM public.${tables[0]} old WHERE ${this.sameKey('old', 'new')}`,
    );
  }

  /**
   * What is forgotten stays so: compaction may have taken the tombstone and left an older version behind it. A newer
   * version than the forgotten one counts. The marks say nothing of anybody, so they stay also where Kafka has nothing.
   */
  async keepForgotten(): Promise<void> {
    const { forgets, key, tables } = this.copy;
    if (!forgets) return;
    const [root] = tables;
    const columns = await this.columnsOf(root);
    const assignments = columns.filter((column) => !key.includes(column)).map((column) => `${column} = old.${column}`);
    await this.sql.query(
      `UPDATE ${this.schema}.${root} new SET ${assignments.join(', ')} FROM public.${root} old
        WHERE ${this.sameKey('old', 'new')} AND old.forgotten AND new.version <= old.version`,
    );
    await this.sql.query(
      `INSERT INTO ${this.schema}.${root} (${columns.join(', ')})
       SELECT ${columns.join(', ')} FROM public.${root} old WHERE old.forgotten AND ${this.isMissing()}`,
    );
  }

  /** Takes over the rows of things that are not in the new tables, with all that hangs on them. */
  async keepMissing(): Promise<void> {
    const [root, ...below] = this.copy.tables;
    // The first table last: it shows what is missing.
    for (const table of [...below, root]) {
      const columns = (await this.columnsOf(table)).join(', ');
      await this.sql.query(
        `INSERT INTO ${this.schema}.${table} (${columns}) SELECT ${columns} FROM public.${table} old WHERE ${this.isMissing()}`,
      );
    }
  }

  /** How many things stand in the old tables only. */
  async countMissing(): Promise<number> {
    return this.count(`SELECT count(*) FROM public.${this.copy.tables[0]} old WHERE ${this.isMissing()}`);
  }

  /** Rows of the first table, old and new. */
  async counts(): Promise<{ before: number; after: number }> {
    const [root] = this.copy.tables;
    return {
      before: await this.count(`SELECT count(*) FROM public.${root}`),
      after: await this.count(`SELECT count(*) FROM ${this.schema}.${root}`),
    };
  }

  async differences(): Promise<TableDifference[]> {
    const found: TableDifference[] = [];
    for (const table of this.copy.tables) found.push(await this.differencesOf(table));
    return found.filter(({ changed, added, missing }) => changed + added + missing > 0);
  }

  /** Puts the new tables in the place of the old ones, in the caller's transaction; foreign keys follow. */
  async swap(): Promise<void> {
    const { tables } = this.copy;
    await this.sql.query(`SET LOCAL search_path TO public`);
    const foreignKeys = await this.foreignKeys();
    for (const { table, name } of foreignKeys)
      await this.sql.query(`ALTER TABLE public.${table} DROP CONSTRAINT ${name}`);
    await this.sql.query(`CREATE SCHEMA ${this.retired}`);
    for (const table of tables) await this.sql.query(`ALTER TABLE public.${table} SET SCHEMA ${this.retired}`);
    for (const table of tables) await this.sql.query(`ALTER TABLE ${this.schema}.${table} SET SCHEMA public`);
    for (const { table, name, definition } of foreignKeys)
      await this.sql.query(`ALTER TABLE public.${table} ADD CONSTRAINT ${name} ${definition}`);
    // Without CASCADE: something unknown that depends on the old tables stops the swap.
    await this.sql.query(`DROP TABLE ${tables.map((table) => `${this.retired}.${table}`).join(', ')}`);
    await this.sql.query(`DROP SCHEMA ${this.retired}`);
    await this.sql.query(`DROP SCHEMA ${this.schema}`);
  }

  private async differencesOf(table: string): Promise<TableDifference> {
    const key = await this.primaryKeyOf(table);
    const own = new Set(this.copy.ownColumns);
    const compared = (await this.columnsOf(table)).filter((column) => !own.has(column));
    const row = (side: string) => `(${compared.map((column) => `${side}.${column}`).join(', ')})`;
    const keyText = key.map((column) => `coalesce(old.${column}, new.${column})::text`).join(` || '/' || `);
    const rows = await this.sql.query<{ change: 'changed' | 'added' | 'missing'; count: string; keys: string[] }[]>(
      `SELECT change, count(*), (array_agg(change || ' ' || key ORDER BY key))[1:${EXAMPLES}] AS keys FROM (
         SELECT CASE WHEN old.${key[0]} IS NULL THEN 'added' WHEN new.${key[0]} IS NULL THEN 'missing' ELSE 'changed' END AS change,
                ${keyText} AS key
           FROM public.${table} old
           FULL JOIN ${this.schema}.${table} new ON ${key.map((column) => `old.${column} = new.${column}`).join(' AND ')}
          WHERE ${row('old')} IS DISTINCT FROM ${row('new')}) difference
        GROUP BY change`,
    );
    const countOf = (change: string) => Number(rows.find((found) => found.change === change)?.count ?? 0);
    return {
      table,
      changed: countOf('changed'),
      added: countOf('added'),
      missing: countOf('missing'),
      examples: rows.flatMap(({ keys }) => keys).slice(0, EXAMPLES),
    };
  }

  private sameKey(one: string, other: string): string {
    return this.copy.key.map((column) => `${one}.${column} = ${other}.${column}`).join(' AND ');
  }

  private isMissing(): string {
    return `NOT EXISTS (SELECT FROM ${this.schema}.${this.copy.tables[0]} new WHERE ${this.sameKey('old', 'new')})`;
  }

  private async count(statement: string): Promise<number> {
    const [row] = await this.sql.query<{ count: string }[]>(statement);
    return Number(row?.count ?? 0);
  }

  /** Columns that can be written, so without generated ones. */
  private async columnsOf(table: string): Promise<string[]> {
    const rows = await this.sql.query<{ attname: string }[]>(
      `SELECT attname FROM pg_attribute
        WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
      [`public.${table}`],
    );
    return rows.map(({ attname }) => attname);
  }

  /** What identifies the rows of a table: the key of the copy for its first table, the primary key for the others. */
  private async primaryKeyOf(table: string): Promise<readonly string[]> {
    if (table === this.copy.tables[0]) return this.copy.key;
    const rows = await this.sql.query<{ attname: string }[]>(
      `SELECT attname FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
        WHERE conrelid = $1::regclass AND contype = 'p' ORDER BY array_position(conkey, attnum)`,
      [`public.${table}`],
    );
    return rows.map(({ attname }) => attname);
  }

  /** Statements that give the new table the constraints and indexes of the old one, under the same names. */
  private async indexesOf(table: string): Promise<string[]> {
    const constraints = await this.sql.query<{ name: string; definition: string }[]>(
      `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
        WHERE conrelid = $1::regclass AND contype IN ('p', 'u', 'x') ORDER BY contype`,
      [`public.${table}`],
    );
    const indexes = await this.sql.query<{ definition: string }[]>(
      `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index
        WHERE indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
      [`public.${table}`],
    );
    return [
      ...constraints.map(
        ({ name, definition }) => `ALTER TABLE ${this.schema}.${table} ADD CONSTRAINT ${name} ${definition}`,
      ),
      ...indexes.map(({ definition }) => definition.replace(` ON public.${table} `, ` ON ${this.schema}.${table} `)),
    ];
  }

  /** Foreign keys from and to the old tables. */
  private async foreignKeys(): Promise<ForeignKey[]> {
    return this.sql.query<ForeignKey[]>(
      `SELECT conname AS name, relname AS table, pg_get_constraintdef(con.oid) AS definition
         FROM pg_constraint con JOIN pg_class ON pg_class.oid = conrelid
        WHERE contype = 'f' AND (conrelid = ANY ($1::regclass[]) OR confrelid = ANY ($1::regclass[]))`,
      [this.copy.tables.map((table) => `public.${table}`)],
    );
  }
}
