import type { AccountAnswers, DayRange, ResponseFilter } from '../../storage.ts';
import { scoreOfWord } from './answer-word.ts';
import type { Chunk } from './chunk.ts';
import { SEVERAL } from './known-people.ts';
import type { Rows } from './people/matching-rows.ts';
import { PeopleCount } from './people/people-count.ts';
import type { ProjectIndex } from './project-index.ts';
import { selectionOf } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';
import { ACCOUNT, RESPONDENT } from './row-columns.ts';

/** What each account said in each range. */
export function accountAnswers(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  ranges: DayRange[],
): AccountAnswers[] {
  const selection = selectionOf(index, words, filter, []);
  const counted = new PeopleCount(index, selection, 'latest', index.slots('people', 0));
  return ranges.map((range) => {
    const accounts = emptyAccounts(index.lastAccount + 1);
    counted.count(range, (chunk, rows) => countRows(index, chunk, rows, accounts.answers));
    for (const [account, marks] of counted.movedAnswers()) {
      accounts.answers[account]! += marks.reduce((sum, count) => sum + count);
    }
    addPeople(counted, accounts);
    return accounts;
  });
}

function addPeople(counted: PeopleCount, { people, sum }: AccountAnswers): void {
  const { met, metCount } = counted.people;
  for (let i = 0; i < metCount; i++) {
    const account = counted.accountOf(met[i]!);
    people[account]! += 1;
    sum[account]! += scoreOfWord(counted.latestMarkOf(met[i]!));
  }
}

/** Rows by account, without those of people who answered for several. */
function countRows(index: ProjectIndex, { columns }: Chunk, { places, from, to }: Rows, answers: Uint32Array): void {
  const { homes } = index.people;
  const hasMoved = index.movedRespondents.size > 0;
  const accounts = columns[ACCOUNT]!;
  const respondents = columns[RESPONDENT]!;
  for (let i = from; i < to; i++) {
    const row = places[i]!;
    if (!hasMoved || homes[respondents[row]!] !== SEVERAL) answers[accounts[row]!]! += 1;
  }
}

function emptyAccounts(size: number): AccountAnswers {
  return { people: new Uint32Array(size), sum: new Uint32Array(size), answers: new Uint32Array(size) };
}
