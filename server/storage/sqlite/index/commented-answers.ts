import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import { termsOfComment } from '../../../domain/terms/terms-of-comment.ts';
import type { NamedAnswers, ResponseFilter } from '../../storage.ts';
import { CommentTerms } from './comment-terms.ts';
import { answeredDays, goBack } from './go-back.ts';
import { latestNoted, NotedRows, type Noted } from './noted-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { rangesOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Comments that are looked up between two turns of the event loop: some milliseconds. */
const AT_ONCE = 500;

/** One to read what is missing, one to answer, and one more for what was written meanwhile. */
const LOOKS_AT_KEPT = 4;

type CommentRow = [number: number, comment: string, locale: string | null];
export type CommentsOf = Statement<[string, number], CommentRow>;

export function commentsOf(db: Database): CommentsOf {
  return db
    .prepare<[string, number], CommentRow>(
      `select comment_id, comment, label.text
       from json_each(?) as number
       cross join response as row on row.comment_id = number.value
       left join label on label.project_id = row.project_id and label.label_id = row.locale_id
       where row.project_id = ?`,
    )
    .raw();
}

/**
 * The latest comments whose answers count, by their terms. A comment is read from the file once, as long as it is there: to read ten
 * thousand anew for every question takes longer than all that is done with them.
 */
export async function commentedAnswers(
  index: ProjectIndex,
  terms: CommentTerms,
  words: Vocabulary,
  read: CommentsOf,
  filter: ResponseFilter,
  limit: number,
): Promise<NamedAnswers> {
  let kept = terms;
  for (let looks = 1; ; looks++) {
    // Those that there is no room to keep beside each other are kept for this question alone.
    if (looks === LOOKS_AT_KEPT) kept = new CommentTerms(Infinity);
    const { notes, ...answers } = latestComments(index, words, filter, limit);
    const missing = kept.missing(notes);
    for (let place = 0; place < missing.length; place += AT_ONCE) {
      if (place > 0) await nextTurn();
      keepTerms(kept, read, filter.project_id, missing.slice(place, place + AT_ONCE));
    }
    // What was written in between may have changed everything.
    if (missing.length <= AT_ONCE && kept.missing(notes).length === 0) return { ...answers, ...kept.of(notes) };
  }
}

function latestComments(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter, limit: number): Noted {
  const selection = selectionOf(index, words, filter, []);
  const rows = new NotedRows();
  goBack(answeredDays(selection, rangesOf(filter, {})[0]!), (days) => {
    rows.gather(selection, 'comments', days);
    return rows.length >= limit;
  });
  return latestNoted(rows, index.people.homes, limit);
}

function keepTerms(terms: CommentTerms, read: CommentsOf, project: number, comments: number[]): void {
  // One that is just being erased has none.
  for (const comment of comments) terms.keep(comment, []);
  for (const [comment, text, locale] of read.all(JSON.stringify(comments), project)) {
    terms.keep(comment, termsOfComment(text, locale));
  }
}
