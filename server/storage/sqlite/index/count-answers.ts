import { hasComment, MARKS, scoreOfWord } from './answer-word.ts';
import { ANSWER_COUNTERS, COMMENTS } from './survey-rows.ts';

/** `ANSWER_COUNTERS` counts for each `MARKS` counts of answers by mark. */
export function countsOfMarks(marks: Uint32Array | Float64Array): Uint32Array {
  const counts = new Uint32Array((marks.length / MARKS) * ANSWER_COUNTERS);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const place = Math.floor(i / MARKS) * ANSWER_COUNTERS;
    counts[place + scoreOfWord(i)]! += marks[i]!;
    if (hasComment(i)) counts[place + COMMENTS]! += marks[i]!;
  }
  return counts;
}
