import type { Database } from 'better-sqlite3';
import { termsOfComment } from '../../server/domain/terms/terms-of-comment.ts';
import type { NamedAnswers } from '../../server/storage/storage.ts';
import type { CountedRow } from './recount.ts';

/** Answers and what each is about, in an order that anybody can bring them into. */
interface Plainly {
  answers: string[];
  /** The accounts of everybody who has several, those of the latest answer first. */
  moves: [respondent: number, accounts: number[]][];
}

interface Answer {
  score: number;
  respondent: number;
  account: number;
  names: string[];
}

export function plainly({ scores, respondents, accounts, starts, names, texts }: NamedAnswers): Plainly {
  return summedUp(
    Array.from(scores, (score, place) => ({
      score,
      respondent: respondents[place]!,
      account: accounts[place]!,
      names: Array.from(names.slice(starts[place], starts[place + 1]), (name) => texts[name]!),
    })),
  );
}

/** The latest comments among some rows of the file, the latest first. */
export function recountCommented(rows: CountedRow[], limit: number): Plainly {
  const commented = rows.filter(({ comment }) => comment !== null);
  return summedUp(
    commented.slice(0, limit).map((row) => ({ ...named(row), names: [...termsOfComment(row.comment!, row.locale)] })),
  );
}

export function recountTagged(db: Database, rows: CountedRow[]): Plainly {
  const tagsOf = db
    .prepare<[Buffer], string>(
      `select text
       from response_tag
       join label using (project_id, label_id)
       where response_id = ?`,
    )
    .pluck();
  return summedUp(rows.flatMap((row) => tagsOf.all(row.response_id).map((tag) => ({ ...named(row), names: [tag] }))));
}

function named({ score, respondent_id, account_id }: CountedRow): Omit<Answer, 'names'> {
  return { score, respondent: respondent_id ?? 0, account: account_id ?? 0 };
}

function summedUp(answers: Answer[]): Plainly {
  const accounts = new Map<number, number[]>();
  for (const { respondent, account } of answers) {
    if (respondent !== 0) accounts.set(respondent, [...(accounts.get(respondent) ?? []), account]);
  }
  return {
    answers: answers.map(({ names, ...answer }) => JSON.stringify({ ...answer, names: names.sort() })).sort(),
    moves: [...accounts].filter(([, own]) => new Set(own).size > 1).sort(([a], [b]) => a - b),
  };
}
