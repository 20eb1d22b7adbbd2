/** An object's fields and the columns that hold them, in the one place where both are named. */
export interface Fields<T> {
  /** The columns by their names, for INSERT. */
  readonly columns: string;
  /** The columns as a SELECT or RETURNING gives them: rows are objects of the type, nothing is left to map. */
  readonly selected: string;
  /** `$1, $2, …`, as many as there are columns. */
  readonly placeholders: string;
  /** The assignments of `ON CONFLICT … DO UPDATE SET`: each column as the new row has it. */
  readonly overwritten: string;
  /** The object's values for the placeholders. */
  valuesOf(object: T): unknown[];
  /** The object by the names of the columns, for `jsonb_populate_recordset`. */
  rowOf(object: T): Record<string, unknown>;
}

/**
 * Makes a type's fields readable and writable by SQL that is written by hand. A field of the type without a column does not compile.
 * @param columns the column of each field; `day::text` reads a column with a cast
 */
export function fieldsOf<T extends object>(columns: Readonly<Record<keyof T & string, string>>): Fields<T> {
  const names = Object.keys(columns) as (keyof T & string)[];
  const column = (name: keyof T & string) => columns[name].split('::')[0] ?? columns[name];
  return {
    columns: names.map(column).join(', '),
    selected: names.map((name) => (columns[name] === name ? name : `${columns[name]} AS "${name}"`)).join(', '),
    placeholders: names.map((_, n) => `$${n + 1}`).join(', '),
    overwritten: names.map((name) => `${column(name)} = excluded.${column(name)}`).join(', '),
    valuesOf: (object) => names.map((name) => object[name]),
    rowOf: (object) => Object.fromEntries(names.map((name) => [column(name), object[name]])),
  };
}
