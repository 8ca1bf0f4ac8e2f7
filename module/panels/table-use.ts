// What of a panel's tables its adapter touches: for the database user that may do this and nothing else.

export interface TableUse {
  table: string;
  /** Columns that are read. */
  select: readonly string[];
  /** Columns that are written in rows that are there. */
  update: readonly string[];
  /** Rows are added; a new row names every column, so this goes for the table. */
  insert: boolean;
  delete: boolean;
}

/** Tables of the panel that the adapter does not know, by words in their names. */
export interface UnshownTables {
  /** SQL's pattern of the panel's tables. */
  like: string;
  words: RegExp;
}
