import type { Database, Statement } from 'better-sqlite3';

const EXECUTIONS = new Set(['get', 'all', 'iterate', 'run']);

/** The same database, with a list of the statements that were executed through it, in their order. */
export function countedReads(db: Database): { db: Database; executed: string[] } {
  const executed: string[] = [];
  const counted = new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => watched(target.prepare(sql), sql, executed);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { db: counted, executed };
}

function watched(statement: Statement, sql: string, executed: string[]): Statement {
  return new Proxy(statement, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (EXECUTIONS.has(String(name))) executed.push(sql);
        return (value as (...given: unknown[]) => unknown).apply(target, args);
      };
    },
  });
}
