import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';

/** The same rows in DuckDB's own table, in memory: what a database made for such questions needs for the counts alone. */
export class DuckAnswers {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async of(file: string): Promise<DuckAnswers> {
    const path = `${file}.csv`;
    await pipeline(Readable.from(linesOf(file)), createWriteStream(path));
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
    await connection.run(
      `create table response as
       select *
       from read_csv('${path}', header = true, columns = {survey: 'SMALLINT', day: 'INTEGER', respondent: 'INTEGER',
         account: 'INTEGER', score: 'TINYINT', plan: 'VARCHAR', region: 'VARCHAR'})
       order by survey, day`,
    );
    await rm(path);
    return new DuckAnswers(connection);
  }

  /** Milliseconds until every row of the answer is there. */
  async ask(sql: string): Promise<number> {
    const begin = performance.now();
    (await this.#connection.runAndReadAll(sql)).getRows();
    return performance.now() - begin;
  }

  close(): void {
    this.#connection.closeSync();
  }
}

function* linesOf(file: string): Generator<string> {
  const db = new Sqlite(file, { readonly: true });
  yield 'survey,day,respondent,account,score,plan,region\n';
  const rows = db
    .prepare<[], [string]>(
      `select survey_id || ',' || day || ',' || respondent_id || ',' || account_id || ',' || score || ','
         || (traits ->> 'plan') || ',' || (traits ->> 'region') || char(10)
       from response
       join trait_set using (project_id, trait_set_id)`,
    )
    .raw()
    .iterate();
  let lines = '';
  for (const [line] of rows) {
    lines += line;
    if (lines.length < 65_536) continue;
    yield lines;
    lines = '';
  }
  yield lines;
  db.close();
}
