import type { AccountAnswers, DayRange, ResponseFilter } from '../../storage.ts';
import { MARKS, scoreOfWord } from './answer-word.ts';
import type { Column } from './chunk.ts';
import { lowerBound } from './lower-bound.ts';
import type { ProjectIndex } from './project-index.ts';
import { selectionOf, type Selection } from './selection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is kept of a person stands together, because it is touched together. */
const ANSWERS = 0;
const WORD = 1;
const ACCOUNT = 2;
const DAY = 3;
const WIDTH = 4;

/** What each account said in each range. */
export function accountAnswers(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  ranges: DayRange[],
): AccountAnswers[] {
  const selection = selectionOf(index, words, filter, []);
  const people = new Int32Array((index.lastRespondent + 1) * WIDTH);
  return ranges.map((range) => {
    const accounts = emptyAccounts(index.lastAccount + 1);
    gather(selection, range, people, accounts);
    for (let person = WIDTH; person < people.length; person += WIDTH) {
      if (people[person + ANSWERS]! > 0) {
        addPerson(accounts, people[person + ACCOUNT]!, people[person + WORD]!, people[person + ANSWERS]!);
      }
    }
    people.fill(0);
    return accounts;
  });
}

function gather(
  { surveys, isIn, account }: Selection,
  days: DayRange,
  people: Int32Array,
  accounts: AccountAnswers,
): void {
  for (const { columns } of surveys) {
    for (const chunk of columns.answers.chunksOf(days)) {
      for (let i = lowerBound(chunk.days, days.start); i < chunk.days.length && chunk.days[i]! < days.end; i++) {
        gatherRun(chunk.columns, chunk.starts[i]!, chunk.endOf(i), chunk.days[i]!, isIn, account, people, accounts);
      }
    }
  }
}

function gatherRun(
  run: readonly Column[],
  start: number,
  end: number,
  day: number,
  isIn: Uint8Array | undefined,
  account: number | undefined,
  people: Int32Array,
  accounts: AccountAnswers,
): void {
  const words = run[0]!;
  const contexts = run[1]!;
  const companies = run[2]!;
  const respondents = run[3]!;
  for (let i = start; i < end; i++) {
    if (isIn !== undefined && isIn[contexts[i]!] === 0) continue;
    const company = companies[i]!;
    if (account !== undefined && company !== account) continue;
    const respondent = respondents[i]!;
    const word = words[i]!;
    if (respondent === 0) {
      // Nobody known: somebody else each time.
      addPerson(accounts, company, word, 1);
      continue;
    }
    const person = respondent * WIDTH;
    const answers = people[person + ANSWERS]!;
    const latest = people[person + DAY]!;
    if (answers === 0 || latest < day || (latest === day && word >= people[person + WORD]!)) {
      people[person + WORD] = word;
      people[person + ACCOUNT] = company;
      people[person + DAY] = day;
    }
    people[person + ANSWERS] = answers + 1;
  }
}

function addPerson({ people, sum, answers }: AccountAnswers, account: number, word: number, given: number): void {
  people[account]! += 1;
  sum[account]! += scoreOfWord(word & (MARKS - 1));
  answers[account]! += given;
}

function emptyAccounts(size: number): AccountAnswers {
  return { people: new Uint32Array(size), sum: new Uint32Array(size), answers: new Uint32Array(size) };
}
