import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import type { CommentedAnswer, ResponseFilter } from '../../storage.ts';
import { MOMENT_MS } from './answer-word.ts';
import { ANSWERS } from './counted-rows.ts';
import type { KnownComment } from './comment-memory.ts';
import { daysOf, latestMoments } from './latest-moments.ts';
import type { ProjectIndex } from './project-index.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Days that are read from the file between two turns of the event loop: some milliseconds. */
const DAYS_AT_ONCE = 8;

/** The comments of one day in the order of `KnownComment`; what is counted of their answers comes last, as `ANSWERS` reads it. */
export type CommentsOfDay = Statement<[string, number, number], [Buffer, number, string, string | null, ...number[]]>;

export function commentsOfDay(db: Database): CommentsOfDay {
  return db
    .prepare<[string, number, number], [Buffer, number, string, string | null, ...number[]]>(
      `select row.response_id, row.responded_at, row.comment, label.text, ${ANSWERS.values.join(', ')}
       from json_each(?) as moment
       cross join response as row indexed by response_by_time
       left join label on label.project_id = row.project_id and label.label_id = row.locale_id
       where row.project_id = ?
         and row.responded_at between moment.value and moment.value + ${MOMENT_MS - 1}
         and row.day = ?
         and row.comment is not null
         and ${ANSWERS.counts}
       order by row.responded_at desc, row.response_id desc`,
    )
    .raw();
}

/**
 * The latest comments whose answers count. A day's comments are read from the file once until one of its answers changes: reading
 * ten thousand anew for every question takes longer than all that is done with them.
 */
export async function latestComments(
  index: ProjectIndex,
  words: Vocabulary,
  read: CommentsOfDay,
  filter: ResponseFilter,
  limit: number,
): Promise<CommentedAnswer[]> {
  const selection = selectionOf(index, words, filter, []);
  const { isIn, account } = selection;
  const surveys = new Set(filter.surveys);
  const { start, end } = daysOf(selection, filter, Infinity);
  const found: KnownComment[] = [];
  let daysRead = 0;
  let day = end;
  while (day > start) {
    // Where clocks were put back over midnight, a day holds answers that are older than the last ones of the day before.
    const isEnough = found.length >= limit;
    day -= 1;
    let comments = index.comments.of(day);
    if (!comments) {
      comments = index.comments.keep(day, readDay(index, words, read, filter.project_id, day));
      daysRead += 1;
      if (daysRead % DAYS_AT_ONCE === 0) await nextTurn();
    }
    for (const one of comments) {
      if (!surveys.has(one.survey) || (account !== undefined && one.told.account !== account)) continue;
      if (isIn === undefined || isIn[one.context] === 1) found.push(one);
    }
    if (isEnough) break;
  }
  return found
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .map(({ told }) => told);
}

function readDay(
  index: ProjectIndex,
  words: Vocabulary,
  read: CommentsOfDay,
  project: number,
  day: number,
): KnownComment[] {
  const days = { start: day, end: day + 1 };
  const commented = { project_id: project, surveys: index.surveyIds, days, traits: [], commented: true };
  const { moments } = latestMoments(index, words, commented, Infinity, Infinity);
  if (moments.length === 0) return [];
  return read.all(JSON.stringify(moments), project, day).map(([id, at, comment, locale, ...values]) => {
    const { survey, setting, score, respondent, account } = ANSWERS.read(values, 0);
    return {
      id: id.toString('hex'),
      at,
      survey,
      context: index.contextOf(setting),
      told: { score, respondent, account, comment, locale },
    };
  });
}
