import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import type { CommentedAnswer, ResponseFilter } from '../../storage.ts';
import { MOMENT_MS } from './answer-word.ts';
import type { KnownComment } from './comment-memory.ts';
import { ANSWERS } from './counted-rows.ts';
import { latestMoments } from './latest-moments.ts';
import type { ProjectIndex } from './project-index.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Moments that are looked up between two turns of the event loop: some milliseconds. */
const AT_ONCE = 500;

/** What is counted of the answers comes last, as `ANSWERS` reads it. */
type CommentRow = [id: Buffer, at: number, comment: string, locale: string | null, ...number[]];
export type CommentsAt = Statement<[string, number], CommentRow>;

export function commentsAt(db: Database): CommentsAt {
  return db
    .prepare<[string, number], CommentRow>(
      `select row.response_id, row.responded_at, row.comment, label.text, ${ANSWERS.values.join(', ')}
       from json_each(?) as moment
       cross join response as row indexed by response_by_time
       left join label on label.project_id = row.project_id and label.label_id = row.locale_id
       where row.project_id = ?
         and row.responded_at between moment.value and moment.value + ${MOMENT_MS - 1}
         and row.comment is not null
         and ${ANSWERS.counts}`,
    )
    .raw();
}

/**
 * The latest comments whose answers count. A comment is read from the file once, until an answer of its day changes: to read ten
 * thousand anew for every question takes longer than all that is done with them.
 */
export async function latestComments(
  index: ProjectIndex,
  words: Vocabulary,
  read: CommentsAt,
  filter: ResponseFilter,
  limit: number,
): Promise<CommentedAnswer[]> {
  const { settings, traitSets, account } = selectionOf(index, words, filter, []);
  const surveys = new Set(filter.surveys);
  const { moments } = latestMoments(index, words, { ...filter, commented: true }, Infinity, limit);
  const found: KnownComment[] = [];
  const missing: number[] = [];
  const add = (comments: KnownComment[]): void => {
    for (const one of comments) {
      if (!surveys.has(one.survey) || (account !== undefined && one.told.account !== account)) continue;
      if (settings !== undefined && settings[one.setting] !== 1) continue;
      if (traitSets === undefined || traitSets[one.traitSet] === 1) found.push(one);
    }
  };
  for (const moment of moments) {
    const known = index.comments.of(moment);
    if (known) add(known);
    else missing.push(moment);
  }
  for (let place = 0; place < missing.length; place += AT_ONCE) {
    if (place > 0) await nextTurn();
    const some = missing.slice(place, place + AT_ONCE);
    for (const [moment, comments] of commentsByMoment(index, read.all(JSON.stringify(some), filter.project_id))) {
      index.comments.keep(moment, comments);
      add(comments);
    }
  }
  return found
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .map(({ told }) => told);
}

function commentsByMoment(index: ProjectIndex, rows: CommentRow[]): Map<number, KnownComment[]> {
  const comments = new Map<number, KnownComment[]>();
  for (const [id, at, comment, locale, ...values] of rows) {
    const { survey, day, traitSet, setting, score, respondent, account } = ANSWERS.read(values, 0);
    const told = { score, respondent, account, comment, locale };
    const one = { id: id.toString('hex'), at, day, survey, traitSet, setting: index.settings.intern(setting), told };
    const moment = at - (at % MOMENT_MS);
    const others = comments.get(moment);
    if (others) others.push(one);
    else comments.set(moment, [one]);
  }
  return comments;
}
