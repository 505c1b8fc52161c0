import type { Database } from 'better-sqlite3';
import { Sqlite } from '../../server/storage/sqlite/driver.ts';
import { numberOf } from '../../server/storage/sqlite/stored-words.ts';

/** What must not stand in any row, whatever was sent; each finding names the table and what is wrong. */
export function invalidRows(file: string): string[] {
  const db = new Sqlite(file, { readonly: true });
  try {
    return [
      ...(db.pragma('integrity_check') as { integrity_check: string }[])
        .map((row) => row.integrity_check)
        .filter((found) => found !== 'ok'),
      ...(db.pragma('foreign_key_check') as { table: string }[]).map(
        ({ table }) => `${table}: a row refers to nothing`,
      ),
      ...tablesOf(db).flatMap((table) => unreadableTexts(db, table)),
      ...RULES.filter(([, condition]) => db.prepare(condition).get() !== undefined).map(([rule]) => rule),
    ];
  } finally {
    db.close();
  }
}

const RULES: [string, string][] = [
  [
    'response: a score that is none',
    `select 1 from response where typeof(score) <> 'integer' or score not between 0 and 10`,
  ],
  [
    'response: a comment that is too long or empty',
    `select 1 from response where length(comment) not between 1 and 2000`,
  ],
  [
    'response: a path with a query',
    `select 1 from response where url_path like '%?%' or url_path like '%#%' or url_path not like '/%'`,
  ],
  [
    'display: a path with a query',
    `select 1 from display where url_path like '%?%' or url_path like '%#%' or url_path not like '/%'`,
  ],
  [
    'response: an answer from the future or years before its display',
    `select 1 from response where received_after not between 0 and 7 * 86400000`,
  ],
  [
    'response: not of its display',
    `select 1 from response join display using (project_id, display_id) where display.outcome <> ${numberOf('outcome', 'answered')} or display.survey_id <> response.survey_id`,
  ],
  [
    'response: a second one of its display',
    `select 1 from response where display_id is not null group by project_id, display_id having count(*) > 1`,
  ],
  [
    'respondent: an id that is too long or empty',
    `select 1 from respondent where length(external_id) not between 1 and 128`,
  ],
  ['account: an id that is too long or empty', `select 1 from account where length(external_id) not between 1 and 128`],
];

function tablesOf(db: Database): string[] {
  return db
    .prepare<[], string>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like 'comment_fts%'`,
    )
    .pluck()
    .all();
}

/** Text that is not well-formed, not composed (NFC) or holds a control character, JSON columns read as JSON. */
function unreadableTexts(db: Database, table: string): string[] {
  const found = new Set<string>();
  for (const row of db.prepare<[], Record<string, unknown>>(`select * from ${table}`).iterate()) {
    for (const [column, value] of Object.entries(row)) {
      if (typeof value === 'string' && !textsIn(value).every(isReadable))
        found.add(`${table}.${column}: a text that was not made readable`);
    }
  }
  return [...found];
}

function textsIn(text: string): string[] {
  if (!/^[{[]/.test(text)) return [text];
  try {
    const texts: string[] = [];
    JSON.parse(text, (key: string, value: unknown) => {
      texts.push(key, ...(typeof value === 'string' ? [value] : []));
      return value;
    });
    return texts;
  } catch {
    return [text];
  }
}

function isReadable(text: string): boolean {
  return !/\p{Surrogate}/u.test(text) && text.normalize('NFC') === text && !/[^\P{Cc}\n\t]/u.test(text);
}
