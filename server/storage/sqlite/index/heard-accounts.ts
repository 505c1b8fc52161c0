import type { ResponseFilter } from '../../storage.ts';
import { SEVERAL } from './known-people.ts';
import { matchingRows } from './people/matching-rows.ts';
import { MovedPeople } from './people/moved-people.ts';
import type { ProjectIndex } from './project-index.ts';
import { ACCOUNT, RESPONDENT, WORD } from './row-columns.ts';
import { rangesOf } from './segments.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** 1 for each account that has people among those who answered: whoever answered for several belongs to that of the latest answer. */
export function heardAccounts(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): Uint8Array {
  const selection = selectionOf(index, words, filter, []);
  const days = rangesOf(filter, {})[0]!;
  const { homes } = index.people;
  const hasMoved = index.movedRespondents.size > 0;
  const moved = new MovedPeople();
  const heard = new Uint8Array(index.lastAccount + 1);
  for (const { columns } of selection.surveys) {
    for (const chunk of columns.answers.chunksOf(days)) {
      const accounts = chunk.columns[ACCOUNT]!;
      const respondents = chunk.columns[RESPONDENT]!;
      const { places, from, to } = matchingRows(selection, chunk, chunk.placeOf(days.start), chunk.placeOf(days.end));
      for (let i = from; i < to; i++) {
        const row = places[i]!;
        if (!hasMoved || homes[respondents[row]!] !== SEVERAL) heard[accounts[row]!] = 1;
        else moved.add(respondents[row]!, accounts[row]!, chunk.columns[WORD]![row]!, chunk.dayOf(row));
      }
    }
  }
  for (const account of moved.accountsOfEach(days)) heard[account] = 1;
  heard[0] = 0;
  return heard;
}
