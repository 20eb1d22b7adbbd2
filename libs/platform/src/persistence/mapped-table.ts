import type { EntitySchema, EntitySchemaColumnOptions } from 'typeorm';
import type { PreparedStatement } from '../pipeline.js';
import { prepared, type SqlRunner } from '../sql.js';

/** The columns of an entity: a field of the type without one does not compile. */
export type Columns<T> = Readonly<Record<keyof T & string, EntitySchemaColumnOptions>>;

/** What rows have to be like: each named field has exactly this value. */
export type Where<T> = { readonly [P in keyof T]?: NonNullable<T[P]> };

export interface FindOptions<T, Left extends keyof T> {
  /** As TypeORM calls it: the rows stay locked until the transaction ends. */
  readonly lock?: 'pessimistic_write';
  readonly order?: readonly (keyof T & string)[];
  /** Fields that are left out. */
  readonly except?: readonly Left[];
}

/**
 * Reads and writes the rows of an entity of TypeORM by named statements, each made once from the entity's columns. What
 * TypeORM's own repository does for one row costs twenty times the processor time (docs/adr/0044); this sends what it is asked
 * for at once, as `prepared` does.
 */
export class MappedTable<T extends object> {
  /** The columns by their names, for an INSERT that is written by hand. */
  readonly columns: string;
  private readonly table: string;
  private readonly fields: readonly Field<T>[];
  private readonly statements = new Map<string, PreparedStatement>();

  /** @throws Error for a column that this cannot read or write as TypeORM does */
  constructor({ options }: EntitySchema<T>) {
    this.table = options.tableName ?? options.name;
    this.fields = Object.entries<EntitySchemaColumnOptions | undefined>(options.columns).map(([name, column]) =>
      fieldOf(this.table, name as keyof T & string, column),
    );
    this.columns = this.fields.map(({ column }) => column).join(', ');
  }

  /** The columns as a SELECT that is written by hand gives them: rows are objects of the type, nothing is left to map. */
  selected(except: readonly (keyof T)[] = []): string {
    return (
      this.fields
        .filter(({ name }) => !except.includes(name))
        // A driver's Date would be a moment in some zone: days are read as text.
        .map(({ name, column, type }) => `${column}${type === 'date' ? '::text' : ''} AS "${name}"`)
        .join(', ')
    );
  }

  async find<Left extends keyof T = never>(
    sql: SqlRunner,
    where: Where<T>,
    { lock, order = [], except = [] }: FindOptions<T, Left> = {},
  ): Promise<Omit<T, Left>[]> {
    const names = keysOf(where);
    const ordered = order.length === 0 ? '' : ` ORDER BY ${order.map((name) => this.field(name).column).join(', ')}`;
    const text = `SELECT ${this.selected(except)} FROM ${this.table} WHERE ${this.conditions(names)}${ordered}${lock ? ' FOR UPDATE' : ''}`;
    return prepared<Omit<T, Left>>(sql, this.statement(text), this.values(where, names));
  }

  async insert(sql: SqlRunner, rows: readonly T[]): Promise<void> {
    await this.write(sql, rows, '');
  }

  /** Inserts, or overwrites the rows with the same primary key. */
  async upsert(sql: SqlRunner, rows: readonly T[]): Promise<void> {
    const keys = this.fields.filter(({ primary }) => primary).map(({ column }) => column);
    const overwritten = this.fields
      .filter(({ primary }) => !primary)
      .map(({ column }) => `${column} = excluded.${column}`);
    await this.write(sql, rows, ` ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${overwritten.join(', ')}`);
  }

  /** @returns how many rows it has changed */
  async update(sql: SqlRunner, where: Where<T>, changes: Partial<T>): Promise<number> {
    const [names, changed] = [keysOf(where), keysOf(changes)];
    const set = changed.map((name, n) => `${this.field(name).column} = $${names.length + n + 1}`).join(', ');
    const text = `UPDATE ${this.table} SET ${set} WHERE ${this.conditions(names)} RETURNING 1`;
    const values = [...this.values(where, names), ...this.values(changes, changed)];
    return (await prepared(sql, this.statement(text), values)).length;
  }

  /** @returns how many rows it has deleted */
  async delete(sql: SqlRunner, where: Where<T>): Promise<number> {
    const names = keysOf(where);
    const text = `DELETE FROM ${this.table} WHERE ${this.conditions(names)} RETURNING 1`;
    return (await prepared(sql, this.statement(text), this.values(where, names))).length;
  }

  /** The object by the names of its columns, for `jsonb_populate_record`. */
  rowOf(object: T): Record<string, unknown> {
    return Object.fromEntries(this.fields.map(({ name, column }) => [column, object[name]]));
  }

  private async write(sql: SqlRunner, rows: readonly T[], conflict: string): Promise<void> {
    const [first, second] = rows;
    if (first === undefined) return;
    const into = `INSERT INTO ${this.table} (${this.columns})`;
    if (second === undefined) {
      const names = this.fields.map(({ name }) => name);
      const text = `${into} VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})${conflict}`;
      await prepared(sql, this.statement(text), this.values(first, names));
      return;
    }
    const text = `${into} SELECT ${this.columns} FROM jsonb_populate_recordset(NULL::${this.table}, $1::jsonb)${conflict}`;
    await prepared(sql, this.statement(text), [JSON.stringify(rows.map((row) => this.rowOf(row)))]);
  }

  private conditions(names: readonly (keyof T & string)[]): string {
    // An UPDATE or DELETE of all rows is no slip of the pen.
    if (names.length === 0) throw new Error(`${this.table}: no condition`);
    return names.map((name, n) => `${this.field(name).column} = $${n + 1}`).join(' AND ');
  }

  private values(object: Partial<T>, names: readonly (keyof T & string)[]): unknown[] {
    return names.map((name) => {
      const value = object[name];
      // The driver would send an array as one of PostgreSQL's.
      return this.field(name).type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
    });
  }

  private field(name: keyof T & string): Field<T> {
    const field = this.fields.find((one) => one.name === name);
    if (!field) throw new Error(`${this.table} has no field ${name}`);
    return field;
  }

  private statement(text: string): PreparedStatement {
    const known = this.statements.get(text);
    if (known) return known;
    const made = { name: `${this.table}-${this.statements.size + 1}`, text };
    this.statements.set(text, made);
    return made;
  }
}

interface Field<T> {
  readonly name: keyof T & string;
  readonly column: string;
  readonly type: unknown;
  readonly primary: boolean;
}

/** Types whose values the driver reads and writes as TypeORM does, days and JSON apart. */
const TYPES: readonly unknown[] = ['text', 'uuid', 'smallint', 'integer', 'boolean', 'timestamptz', 'date', 'jsonb'];

function fieldOf<T>(table: string, name: keyof T & string, column?: EntitySchemaColumnOptions): Field<T> {
  const { type, transformer, primary = false } = column ?? {};
  if (!TYPES.includes(type) || transformer !== undefined)
    throw new Error(`${table}.${name} is of no type that is mapped`);
  return { name, column: column?.name ?? name, type, primary };
}

function keysOf<T extends object>(object: T): (keyof T & string)[] {
  return Object.keys(object) as (keyof T & string)[];
}
