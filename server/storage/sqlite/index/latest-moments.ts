import type { NumberSet } from '../number-set.ts';
import type { DayRange, ListFilter } from '../../storage.ts';
import { DAY_MS } from '../../../../shared/calendar/day.ts';
import { EARLIEST_MS, hasComment, MARKS, momentOfWord, scoreOfWord } from './answer-word.ts';
import { matchingRows } from './people/matching-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { NOTE, WORD } from './row-columns.ts';
import { answeredDays, goBack } from './go-back.ts';
import { rangesOf } from './segments.ts';
import { selectionOf, type Selection } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** When answers were given, the latest first, each once: in epoch milliseconds, rounded down to `MOMENT_MS`. */
export interface LatestMoments {
  moments: number[];
  /** Whether no answer was given at an earlier one. */
  areAll: boolean;
}

/**
 * The latest moments, not after `latest`, at which an answer that matches was given. What only the file knows of an answer, its tags,
 * is not looked at: more answers may match here than there. Of comments, those `among` some alone match, by their numbers.
 */
export function latestMoments(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ListFilter,
  latest: number,
  howMany: number,
  among?: NumberSet,
): LatestMoments {
  const selection = selectionOf(index, words, filter, []);
  const rows = areCommented(filter) ? 'comments' : 'answers';
  const wanted: Wanted = { marks: marksOf(filter), among, latest, rows };
  const days = daysOf(selection, filter, latest);
  const found: number[] = [];
  const first = goBack(days, (some) => {
    gather(selection, wanted, some, found);
    return found.length >= howMany;
  });
  const moments = Array.from(new Set(Float64Array.from(found).sort().toReversed()));
  return { moments: moments.slice(0, howMany), areAll: first <= days.start && moments.length <= howMany };
}

/** 1 for each mark that the filter keeps. */
function marksOf({ scores: { low, high } = { low: 0, high: 10 }, commented, phrases }: ListFilter): Uint8Array {
  const wanted = phrases ? true : commented;
  return Uint8Array.from({ length: MARKS }, (_, mark) => {
    const score = scoreOfWord(mark);
    return Number(score >= low && score <= high && (wanted === undefined || hasComment(mark) === wanted));
  });
}

/** The days of the filter that may hold anything. */
function daysOf(selection: Selection, filter: ListFilter, latest: number): DayRange {
  const { start, end } = answeredDays(selection, rangesOf(filter, {})[0]!);
  return { start, end: Math.min(end, Math.floor((latest + EARLIEST_MS) / DAY_MS) + 1) };
}

function areCommented({ commented, phrases }: ListFilter): boolean {
  return commented === true || phrases !== undefined;
}

interface Wanted {
  marks: Uint8Array;
  among: NumberSet | undefined;
  latest: number;
  /** Where a comment is asked for, others are not passed over. */
  rows: 'answers' | 'comments';
}

function gather(
  selection: Selection,
  { marks, among, latest, rows }: Wanted,
  { start, end }: DayRange,
  found: number[],
): void {
  for (const { columns } of selection.surveys) {
    columns[rows].eachRun([start, end], (_, segment, first, last, chunk) => {
      const words = chunk.columns[WORD]!;
      const notes = chunk.columns[NOTE]!;
      const { places, from, to } = matchingRows(selection, chunk, first, last);
      for (let i = from; i < to; i++) {
        const row = places[i]!;
        const word = words[row]!;
        if (marks[word & (MARKS - 1)] === 0 || among?.has(notes[row]!) === false) continue;
        const moment = momentOfWord(chunk.dayOf(row), word);
        if (moment <= latest) found.push(moment);
      }
    });
  }
}
