import { categoryOf } from '../../../shared/nps.ts';
import type { PeopleColumns, ScoredAnswer } from '../../storage/storage.ts';

/** The people behind answers that come the latest first. */
export function peopleOf(answers: readonly ScoredAnswer[]): PeopleColumns {
  const rows: PersonRow[] = [];
  const known = new Map<number, PersonRow>();
  for (const { respondent, account, score } of answers) {
    let row = respondent === 0 ? undefined : known.get(respondent);
    if (!row) {
      row = { respondent, account, answers: 0, promoters: 0, detractors: 0, latest: score };
      rows.push(row);
      known.set(respondent, row);
    }
    const category = categoryOf(score);
    row.answers += 1;
    row.promoters += Number(category === 'promoter');
    row.detractors += Number(category === 'detractor');
  }
  return {
    respondent: Uint32Array.from(rows, (row) => row.respondent),
    account: Uint32Array.from(rows, (row) => row.account),
    answers: Uint32Array.from(rows, (row) => row.answers),
    promoters: Uint32Array.from(rows, (row) => row.promoters),
    detractors: Uint32Array.from(rows, (row) => row.detractors),
    latest: Uint8Array.from(rows, (row) => row.latest),
  };
}

interface PersonRow {
  respondent: number;
  account: number;
  answers: number;
  promoters: number;
  detractors: number;
  latest: number;
}
