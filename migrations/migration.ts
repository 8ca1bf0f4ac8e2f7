// What a migration is: data, so that a dry run can print every statement and a test can read them all. One table or
// one change each, so that a run killed between two statements finishes when it is started again (safety.md M6).

export interface Migration {
  name: string;
  up: string;
  down: string;
}

/** CREATE TABLE in our common form. `columns` is the text between the brackets. */
export function createTable(name: string, table: string, columns: string): Migration {
  return {
    name,
    up: `CREATE TABLE IF NOT EXISTS ${table} (\n${columns.trim()}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    down: `DROP TABLE IF EXISTS ${table}`,
  };
}
