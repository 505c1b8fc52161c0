import type { AnswerDelay, ResponseFilter } from '../../storage.ts';
import { momentOfWord, scoreOfWord } from './answer-word.ts';
import { answeredDays, goBack } from './go-back.ts';
import { matchingRows } from './people/matching-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { DELAY, RESPONDENT, WORD } from './row-columns.ts';
import { rangesOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

interface Delayed extends AnswerDelay {
  /** Epoch milliseconds, rounded down to `MOMENT_MS`. */
  at: number;
}

/** How long after its display each of the latest answers came. Of several at the `limit`'s moment, any may be left out. */
export function answerDelays(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  limit: number,
): AnswerDelay[] {
  const selection = selectionOf(index, words, filter, []);
  const found: Delayed[] = [];
  goBack(answeredDays(selection, rangesOf(filter, {})[0]!), ({ start, end }) => {
    for (const { columns } of selection.surveys) {
      columns.answers.eachRun([start, end], (ofRows, _, first, last, chunk) => {
        const rows = matchingRows(selection, chunk, first, last);
        for (let i = rows.from; i < rows.to; i++) {
          const row = rows.places[i]!;
          const delay = ofRows[DELAY]![row]!;
          if (delay === 0) continue;
          const word = ofRows[WORD]![row]!;
          const at = momentOfWord(chunk.dayOf(row), word);
          found.push({ at, score: scoreOfWord(word), respondent: ofRows[RESPONDENT]![row]!, delay_ms: delay - 1 });
        }
      });
    }
    return found.length >= limit;
  });
  return found.sort((a, b) => b.at - a.at).slice(0, limit);
}
