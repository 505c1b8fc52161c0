import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqlHoles } from './sql-holes.ts';

const FOLDER = join(import.meta.dirname, '../../server/storage/sqlite');

/**
 * What a text of the store may be put together from besides constants, file by file, with the reason why no caller's words can be
 * in it. A new expression stands here only after somebody has asked where it comes from.
 */
const ALLOWED: Record<string, Record<string, readonly string[]>> = {
  'driver.ts': { 'a message, not SQL': ['process.versions.node'] },
  'file-lock.ts': { 'a message and a file name': ['file'] },
  'write-ahead-log.ts': { 'a file name': ['database'] },
  'redo/redo-journal.ts': { 'a file name': ['database'] },
  'backup.ts': { 'a file name and a message': ['copy', 'String(found)'] },
  'redo/take-in.ts': { 'a file name and a message': ['file', '(error as Error).message'] },
  'checkpoints.ts': { 'a message, not SQL': ['(error as Error).message'] },
  'committed-memory.ts': { 'names of tables and events written in this file': ['table', 'event', 'topic', 'place'] },
  'index/first-day-memory.ts': { 'keys of a map, not SQL': ['start', 'end', 'question'] },
  'check/check-database.ts': { 'a message, not SQL': ['file'] },
  'check/comment-words.ts': { 'a message, not SQL': ['id'] },
  'check/structure.ts': { 'a message, not SQL': ['table', 'parent'] },
  'check/rests.ts': { 'a message, not SQL': ['one.respondent_id', 'one.survey_id'] },
  'writes/record-response.ts': { 'a key of a map, not SQL': ['project_id', 'survey'] },
  'migrate.ts': { 'numbers of steps': ['schema', 'MIGRATIONS.length', 'version + 1'] },
  'open-database.ts': { 'settings written in this file': ['name', 'value', 'String(found)'] },
  'uuid-bytes.ts': {
    'text of an id, not SQL': [
      'hex.slice(0, 8)',
      'hex.slice(8, 12)',
      'hex.slice(12, 16)',
      'hex.slice(16, 20)',
      'hex.slice(20)',
    ],
  },
  'writes/change-calendar.ts': {
    'names of columns and numbers written in this file': [
      `dayOf('responded_at')`,
      `dayOf('displayed_at')`,
      'instant',
      'offset',
      'EARLIER_DAYS * DAY_MS',
    ],
  },
  'interning.ts': {
    'names of tables and columns written in this file': [
      'id',
      'table',
      'key',
      `keys.map((key) => \`\${key} = ?\`).join(' and ')`,
      `keys.join(', ')`,
      `keys.map(() => '?').join(', ')`,
    ],
  },
  'erasure-journal.ts': { 'a file and a line of it, not SQL': ['database', 'JSON.stringify(entry)'] },
  'writes/erase.ts': {
    'names of columns and tables written in this file': [
      'column',
      'table',
      'of',
      'condition',
      `among('account_id')`,
      `among('respondent_id')`,
      `among('trait_set_id')`,
    ],
  },
  'writes/retention.ts': {
    'fragments and a number of this file': ['condition', 'change'],
    'a part of the settings, not SQL': ['part'],
  },
  'index/build-index.ts': {
    'names written in counted-rows.ts, and numbers': [
      'id',
      'table',
      'counts',
      `values.map((_, place) => \`json_group_array(value_\${place}) filter (where counts)\`).join(', ')`,
      `values.map((value, place) => \`\${value} as value_\${place}\`).join(', ')`,
      'place',
      'value',
      `ANSWERS.values.join(', ')`,
      'ANSWERS.counts',
    ],
  },
  'index/moments-in-file.ts': {
    'names and numbers written in this file and in counted-rows.ts': ['table', 'id', 'at', 'counts', 'PAGE - 1'],
  },
  'index/counted-rows.ts': {
    'names and numbers written in this file': ['column', 'OUTCOMES.ignored', 'OUTCOMES.answered', 'OUTCOMES.dismissed'],
  },
  'index/change-capture.ts': {
    'names written in counted-rows.ts': [
      'table',
      'counts',
      'isTold',
      'row',
      `columns.join(', ')`,
      `[sign, 'row.project_id', ...values].join(', ')`,
      `note(1, 'new')`,
      `note(-1, 'old')`,
      'sign',
      'tag',
      'told',
      `ofTag(1, 'new')`,
      `ofTag(-1, 'old')`,
      `ofAnswer(-1, 'old')`,
      `ofAnswer(1, 'new')`,
    ],
  },
  'reads/filter-sql.ts': {
    'fragments of this file': ['traitSets(values)', `filter.commented ? 'not null' : 'null'`],
    'a bound path; the key of a declared trait has letters and digits only': ['trait.key'],
  },
  'reads/accounts.ts': {
    'a bound path; the key of a declared trait has letters and digits only': ['trait'],
  },
  'reads/candidates.ts': { 'a constant': ['MOMENT_MS - 1'] },
  'reads/response-walk.ts': {
    'conditions of filter-sql.ts and of this file': ['ahead.sql', 'among.sql', 'kept.sql'],
    'names written in response-order.ts': ['column', 'direction', 'index', 'order.index', 'from'],
    'signs and texts of this file': [`direction === 'asc' ? '>' : '<'`, `direction === 'asc' ? '<=' : '>='`],
    'columns and texts written in response-list.ts and export-columns.ts': ['columns', 'told', 'walk.told'],
    'conditions of filter-sql.ts and a constant': ['sql', 'MOMENT_MS - 1'],
  },
  'export/export-columns.ts': { 'a part of this file': [`areTagged ? TAGS : 'null'`] },
  'reads/comment-search.ts': { 'a bound query, quoted for FTS5': [`phrase.replaceAll('"', '""')`] },
};

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

describe('the text of a statement', () => {
  it.each(files)('holds nothing in %s that is not known to be our own words', (file) => {
    const known = Object.values(ALLOWED[file] ?? {}).flat();
    const found = sqlHoles(readFileSync(join(FOLDER, file), 'utf8'));
    expect(found.filter(({ expression }) => !known.includes(expression))).toEqual([]);
    // What is no longer used would let something else pass.
    expect(known.filter((expression) => !found.some((hole) => hole.expression === expression))).toEqual([]);
  });

  it('inserts answers in one place, which tells what counts them', () => {
    const inserting = files.filter((file) => /insert into response\b/.test(readFileSync(join(FOLDER, file), 'utf8')));
    expect(inserting.filter((file) => !file.startsWith('schema-'))).toEqual([join('writes', 'insert-answer.ts')]);
  });

  it('is allowed by name for files that exist', () => {
    expect(Object.keys(ALLOWED).filter((file) => !files.includes(file))).toEqual([]);
  });

  it.each([
    ['a hole', 'db.prepare(`select 1 from response where comment = ${filter.comment}`)', 'filter.comment'],
    ['a hole in quotes', "db.exec(`delete from label where text = '${name}'`)", 'name'],
    ['a fragment', 'parts.push({ sql: `${filter.locale} = 1`, values: [] })', 'filter.locale'],
    ['a sum', `db.prepare('select * from response where day = ' + query.day)`, 'query.day'],
    ['a sum the other way round', `const sql = order + ' desc'`, 'order'],
    ['a longer sum', `db.prepare('select ' + 'a' + tail)`, 'tail'],
    ['a zone', 'db.prepare(`select datetime(responded_at, ${project.time_zone})`)', 'project.time_zone'],
    ['a nested template', 'db.prepare(`select ${COLUMNS} ${`from ${table}`}`)', 'table'],
  ])('is refused with %s', (_, source, expression) => {
    expect(sqlHoles(source).map((hole) => hole.expression)).toContain(expression);
  });

  it.each([
    'db.prepare(`select ${COLUMNS} from response where project_id = ?`)',
    'const day = start + 1',
    '`in (${marks(values)})`',
  ])('may be %s', (source) => {
    expect(sqlHoles(source)).toEqual([]);
  });
});
