import type { Database } from 'better-sqlite3';
import type { DayRange, DayTally, PeopleCount, ResponseFilter, ScoreTally, TagTally } from '../../storage.ts';
import { conditionOf, conditionOnResponses } from './filter-sql.ts';

interface ScoreRow {
  day: number;
  score: number;
  responses: number;
  comments: number;
}

interface DisplayRow {
  day: number;
  displays: number;
  answered: number;
}

/** Counts are summed here; every score is computed from them in `shared/nps.ts`. */
export function tallyReads(db: Database) {
  return {
    tallyScores(filter: ResponseFilter): ScoreTally {
      const tally = emptyTally();
      for (const row of scoreRows(db, filter, 'null')) addScores(tally, row);
      for (const row of displayRows(db, filter, 'null')) addDisplays(tally, row);
      return tally;
    },

    tallyScoresByDay(filter: ResponseFilter): DayTally[] {
      const days = new Map<number, ScoreTally>();
      const tallyOf = (day: number) => {
        const tally = days.get(day) ?? emptyTally();
        days.set(day, tally);
        return tally;
      };
      for (const row of scoreRows(db, filter, 'day')) addScores(tallyOf(row.day), row);
      for (const row of displayRows(db, filter, 'day')) addDisplays(tallyOf(row.day), row);
      return [...days].map(([day, tally]) => ({ day, ...tally })).sort((a, b) => a.day - b.day);
    },

    countPeople(filter: ResponseFilter, ranges: Partial<DayRange>[]): PeopleCount[] {
      return ranges.map((days) => {
        const { sql, values } = conditionOnResponses({ ...filter, days });
        const count = db.prepare<unknown[], PeopleCount>(
          `select count(distinct respondent_id) as respondent_count, count(distinct account_id) as account_count
           from response
           where ${sql}`,
        );
        return count.get(...values)!;
      });
    },

    tallyTags(filter: ResponseFilter): TagTally[] {
      const { sql, values } = conditionOnResponses(filter);
      // Tags are given by hand: there are few of them, so they lead and the answers are looked up.
      const rows = db.prepare<unknown[], { tag: string; score: number; responses: number }>(
        `select label.text as tag, counted.score, count(*) as responses
         from response_tag
         join label using (project_id, label_id)
         join (select project_id, response_id, score from response where ${sql}) as counted using (project_id, response_id)
         group by 1, 2
         order by 1`,
      );
      const tags = new Map<string, TagTally>();
      for (const { tag, score, responses } of rows.all(...values)) {
        const tally = tags.get(tag) ?? { tag, scores: Array<number>(11).fill(0) };
        tally.scores[score] = responses;
        tags.set(tag, tally);
      }
      return [...tags.values()];
    },
  };
}

function emptyTally(): ScoreTally {
  return { scores: Array<number>(11).fill(0), comment_count: 0, display_count: 0, answered_display_count: 0 };
}

function addScores(tally: ScoreTally, row: ScoreRow): void {
  tally.scores[row.score]! += row.responses;
  tally.comment_count += row.comments;
}

function addDisplays(tally: ScoreTally, row: DisplayRow): void {
  tally.display_count += row.displays;
  tally.answered_display_count += row.answered;
}

function scoreRows(db: Database, filter: ResponseFilter, day: 'day' | 'null'): ScoreRow[] {
  const { sql, values } = conditionOnResponses(filter);
  return db
    .prepare<unknown[], ScoreRow>(
      `select ${day} as day, score, count(*) as responses, count(comment) as comments
       from response
       where ${sql}
       group by 1, 2`,
    )
    .all(...values);
}

function displayRows(db: Database, filter: ResponseFilter, day: 'day' | 'null'): DisplayRow[] {
  // Only the widget displays; an answer by another channel has no display to be measured against.
  if (filter.channel !== undefined && filter.channel !== 'widget') return [];
  const { sql, values } = conditionOf(filter);
  return db
    .prepare<unknown[], DisplayRow>(
      `select ${day} as day, count(*) as displays, sum(outcome = 'answered') as answered
       from display
       where ${sql}
         and outcome <> 'not_drawn'
       group by 1`,
    )
    .all(...values);
}
