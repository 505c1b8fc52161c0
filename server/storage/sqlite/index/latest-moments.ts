import type { DayRange, ListFilter } from '../../storage.ts';
import { DAY_MS } from '../../../../shared/calendar/day.ts';
import { EARLIEST_MS, hasComment, MARKS, momentOfWord, scoreOfWord } from './answer-word.ts';
import { matchingRows } from './people/matching-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { WORD } from './row-columns.ts';
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
 * The latest moments, not after `latest`, at which an answer that matches was given. What only the file knows of an answer, its tags
 * and its words, is not looked at: more answers may match here than there.
 */
export function latestMoments(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ListFilter,
  latest: number,
  howMany: number,
): LatestMoments {
  const selection = selectionOf(index, words, filter, []);
  const marks = marksOf(filter);
  const { start, end } = daysOf(selection, filter, latest);
  const found: number[] = [];
  let before = end;
  for (let days = 1; before > start; days *= 2) {
    // Where clocks were put back over midnight, a day holds answers that are older than the last ones of the day before.
    const isEnough = found.length >= howMany;
    const from = Math.max(start, before - (isEnough ? 1 : days));
    gather(selection, marks, { start: from, end: before }, latest, found);
    before = from;
    if (isEnough) break;
  }
  const moments = Array.from(new Set(Float64Array.from(found).sort().toReversed()));
  return { moments: moments.slice(0, howMany), areAll: before <= start && moments.length <= howMany };
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
function daysOf({ surveys }: Selection, filter: ListFilter, latest: number): DayRange {
  const asked = rangesOf(filter, {})[0]!;
  const lastDay = Math.floor((latest + EARLIEST_MS) / DAY_MS);
  const there = surveys.map(({ columns }) => columns.answers.days);
  return {
    start: Math.max(asked.start, Math.min(...there.map(({ start }) => start))),
    end: Math.min(asked.end, lastDay + 1, Math.max(...there.map(({ end }) => end))),
  };
}

function gather(
  selection: Selection,
  marks: Uint8Array,
  { start, end }: DayRange,
  latest: number,
  found: number[],
): void {
  for (const { columns } of selection.surveys) {
    columns.answers.eachRun([start, end], (_, segment, first, last, chunk) => {
      const words = chunk.columns[WORD]!;
      const { places, from, to } = matchingRows(selection, chunk, first, last);
      for (let i = from; i < to; i++) {
        const row = places[i]!;
        const word = words[row]!;
        if (marks[word & (MARKS - 1)] === 0) continue;
        const moment = momentOfWord(chunk.dayOf(row), word);
        if (moment <= latest) found.push(moment);
      }
    });
  }
}
