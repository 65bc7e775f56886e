// The part of the driver that we use. Its own declarations cannot be found through its "exports".
declare module 'better-sqlite3' {
  interface Statement {
    all(parameters: unknown): unknown[];
    get(parameters?: unknown): unknown;
    run(parameters?: unknown): { changes: number };
    pluck(): Statement;
  }
  class Database {
    /** A path, or every byte of a database that is then one in memory. */
    constructor(place: string | Uint8Array);
    readonly open: boolean;
    readonly inTransaction: boolean;
    prepare(text: string): Statement;
    exec(text: string): this;
    pragma(text: string, options?: { simple: boolean }): unknown;
    serialize(): Uint8Array;
    close(): this;
    static SqliteError: { new (message: string, code: string): Error & { readonly code: string } };
  }
  export default Database;
}
