import { hasComment, MARKS, scoreOfWord } from './answer-word.ts';
import type { Column } from './chunk.ts';
import type { Segments } from './segments.ts';
import type { Selection } from './selection.ts';
import { ANSWER_COUNTERS, COMMENTS } from './survey-columns.ts';

/** `ANSWER_COUNTERS` counts for each group of each segment, segment by segment. */
export function countAnswers(selection: Selection, segments: Segments): Uint32Array {
  const { groupOf, isIn } = selection;
  if (isIn) return countedInOneGroup(selection, segments, isIn);
  return groupOf === undefined ? countedByDay(selection, segments) : countedByRow(selection, segments, groupOf);
}

function countedByDay({ keys, surveys }: Selection, { borders, wanted }: Segments): Uint32Array {
  const counts = new Uint32Array(wanted.length * keys.length * ANSWER_COUNTERS);
  for (const { columns, base } of surveys) {
    for (let segment = 0; segment < wanted.length; segment++) {
      if (!wanted[segment]) continue;
      const place = (segment * keys.length + base) * ANSWER_COUNTERS;
      columns.answerCounts.sum(borders[segment]!, borders[segment + 1]!, counts, place);
    }
  }
  return counts;
}

function countedInOneGroup(
  { surveys, account }: Selection,
  { borders, wanted }: Segments,
  isIn: Uint8Array,
): Uint32Array {
  const marks = new Uint32Array(wanted.length * MARKS);
  for (const { columns } of surveys) {
    columns.answers.eachRun(borders, ([words, contexts, accounts], segment, start, end) => {
      if (!wanted[segment]) return;
      const place = segment * MARKS;
      if (account === undefined) countMembers(marks, place, isIn, words!, contexts!, start, end);
      else {
        for (let row = start; row < end; row++) {
          if (accounts![row] === account) countMembers(marks, place, isIn, words!, contexts!, row, row + 1);
        }
      }
    });
  }
  return countsOfMarks(marks);
}

function countMembers(
  marks: Uint32Array,
  place: number,
  isIn: Uint8Array,
  words: Column,
  contexts: Column,
  start: number,
  end: number,
): void {
  for (let row = start; row < end; row++) {
    if (isIn[contexts[row]!] === 1) marks[place + (words[row]! & (MARKS - 1))]! += 1;
  }
}

function countedByRow(
  { keys, surveys, account }: Selection,
  { borders, wanted }: Segments,
  groupOf: Int32Array,
): Uint32Array {
  const marks = new Uint32Array(wanted.length * keys.length * MARKS);
  for (const { columns, base } of surveys) {
    columns.answers.eachRun(borders, ([words, contexts, accounts], segment, start, end) => {
      if (!wanted[segment]) return;
      const place = segment * keys.length + base;
      if (account === undefined) countRun(marks, place, groupOf, words!, contexts!, start, end);
      else countRunOf(account, accounts!, marks, place, groupOf, words!, contexts!, start, end);
    });
  }
  return countsOfMarks(marks);
}

function countRun(
  marks: Uint32Array,
  place: number,
  groupOf: Int32Array,
  words: Column,
  contexts: Column,
  start: number,
  end: number,
): void {
  for (let row = start; row < end; row++) {
    const group = place + groupOf[contexts[row]!]!;
    marks[group * MARKS + (words[row]! & (MARKS - 1))]! += 1;
  }
}

/** The same, for the rows of one account. */
function countRunOf(
  account: number,
  accounts: Column,
  marks: Uint32Array,
  place: number,
  groupOf: Int32Array,
  words: Column,
  contexts: Column,
  start: number,
  end: number,
): void {
  for (let row = start; row < end; row++) {
    if (accounts[row] === account) countRun(marks, place, groupOf, words, contexts, row, row + 1);
  }
}

function countsOfMarks(marks: Uint32Array): Uint32Array {
  const counts = new Uint32Array((marks.length / MARKS) * ANSWER_COUNTERS);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const place = Math.floor(i / MARKS) * ANSWER_COUNTERS;
    counts[place + scoreOfWord(i)]! += marks[i]!;
    if (hasComment(i)) counts[place + COMMENTS]! += marks[i]!;
  }
  return counts;
}
