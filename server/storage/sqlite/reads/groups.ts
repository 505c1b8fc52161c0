import type { Database } from 'better-sqlite3';
import type { Traits } from '../../../../shared/contract/common.ts';
import { categoryOf } from '../../../../shared/nps.ts';
import type {
  AnswerGroup,
  DayRange,
  DisplayGroup,
  GroupKey,
  Grouping,
  PeopleColumns,
  ResponseFilter,
} from '../../storage.ts';
import { conditionOf, conditionOnResponses, type Condition } from './filter-sql.ts';

interface GroupedRow {
  survey: string;
  survey_version: number;
  channel: string;
  locale: string | null;
  touchpoint: string | null;
  identity: string;
  traits: string | null;
}

interface AnswerRow extends GroupedRow {
  score: number;
  commented: number;
  respondent_id: number | null;
  account_id: number | null;
}

interface DisplayRow extends GroupedRow {
  outcome: string;
}

/** Reads the rows that match and counts them one by one. */
export function groupReads(db: Database) {
  return {
    groupAnswers(filter: ResponseFilter, grouping: Grouping): AnswerGroup[] {
      return eachRange(filter, grouping, (days, range) => {
        const rows = answerRows(db, { ...filter, days });
        return groupsOf(rows, grouping).map(({ key, rows: members }) => ({
          key,
          range,
          ...tallyOf(members),
          ...(grouping.people && { people: peopleOf(members) }),
        }));
      });
    },

    groupDisplays(filter: ResponseFilter, grouping: Omit<Grouping, 'people'>): DisplayGroup[] {
      return eachRange(filter, grouping, (days, range) => {
        const rows = displayRows(db, { ...filter, days });
        return groupsOf(rows, grouping).map(({ key, rows: members }) => ({
          key,
          range,
          display_count: members.length,
          answered_count: members.filter(({ outcome }) => outcome === 'answered').length,
          dismissed_count: members.filter(({ outcome }) => DISMISSED.has(outcome)).length,
        }));
      });
    },

    findFirstDay(filter: ResponseFilter): number | undefined {
      const answered = conditionOnResponses(filter);
      const shown = conditionOf(filter);
      const { day } = db
        .prepare<unknown[], { day: number | null }>(
          `select min(day) as day
           from (
             select min(day) as day
             from response
             where ${answered.sql}
             union all
             select min(day)
             from display
             where ${shown.sql}
               and outcome <> 'not_drawn'
               and ${Number(isOfDisplays(filter))}
           )`,
        )
        .get(...answered.values, ...shown.values)!;
      return day ?? undefined;
    },
  };
}

const DISMISSED = new Set(['closed', 'escape', 'timeout']);

function eachRange<Group>(
  filter: ResponseFilter,
  { ranges }: Pick<Grouping, 'ranges'>,
  groups: (days: Partial<DayRange>, range: number) => Group[],
): Group[] {
  return (ranges ?? [filter.days]).flatMap(groups);
}

function groupsOf<Row extends GroupedRow>(rows: Row[], { by }: Pick<Grouping, 'by'>): { key: GroupKey; rows: Row[] }[] {
  const groups = new Map<string, { key: GroupKey; rows: Row[] }>();
  if (by.length === 0) groups.set('[]', { key: [], rows: [] });
  for (const row of rows) {
    const traits = JSON.parse(row.traits ?? '{}') as Traits;
    const key = by.map((dimension) =>
      typeof dimension === 'object' ? (traits[dimension.trait] ?? null) : row[dimension],
    );
    const text = JSON.stringify(key);
    const group = groups.get(text) ?? { key, rows: [] };
    groups.set(text, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}

function tallyOf(rows: AnswerRow[]): { scores: number[]; comment_count: number } {
  const scores = Array<number>(11).fill(0);
  for (const { score } of rows) scores[score]! += 1;
  return { scores, comment_count: rows.filter(({ commented }) => commented === 1).length };
}

/** `rows` come in the order in which they were answered, so the last of a person is the latest. */
function peopleOf(rows: AnswerRow[]): PeopleColumns {
  const people = new Map<unknown, AnswerRow[]>();
  for (const row of rows) {
    const person = row.respondent_id ?? row;
    const answers = people.get(person);
    if (answers) answers.push(row);
    else people.set(person, [row]);
  }
  const all = [...people.values()];
  const inCategory = (answers: AnswerRow[], category: string) =>
    answers.filter(({ score }) => categoryOf(score) === category).length;
  return {
    respondent: Uint32Array.from(all, (answers) => answers[0]!.respondent_id ?? 0),
    account: Uint32Array.from(all, (answers) => answers.at(-1)!.account_id ?? 0),
    answers: Uint32Array.from(all, (answers) => answers.length),
    promoters: Uint32Array.from(all, (answers) => inCategory(answers, 'promoter')),
    detractors: Uint32Array.from(all, (answers) => inCategory(answers, 'detractor')),
    latest: Uint8Array.from(all, (answers) => answers.at(-1)!.score),
  };
}

function answerRows(db: Database, filter: ResponseFilter): AnswerRow[] {
  const condition = conditionOnResponses(filter);
  const own = 'score, comment is not null as commented, respondent_id, account_id, channel, responded_at';
  return namedRows<AnswerRow>(db, 'response', own, condition, 'responded_at, score');
}

function displayRows(db: Database, filter: ResponseFilter): DisplayRow[] {
  if (!isOfDisplays(filter)) return [];
  const { sql, values } = conditionOf(filter);
  const drawn = { sql: `${sql} and outcome <> 'not_drawn'`, values };
  return namedRows<DisplayRow>(db, 'display', `display_id, outcome, 'widget' as channel`, drawn, 'display_id');
}

/** Only the widget displays; an answer by another channel has no display to be measured against. */
function isOfDisplays({ channel }: ResponseFilter): boolean {
  return channel === undefined || channel === 'widget';
}

function namedRows<Row>(db: Database, table: string, own: string, condition: Condition, order: string): Row[] {
  return db
    .prepare<unknown[], Row>(
      `with picked as (
         select project_id, survey_id, survey_version, identity, locale_id, touchpoint_id, trait_set_id, ${own}
         from ${table}
         where ${condition.sql}
       )
       select picked.*, survey.public_id as survey, locale.text as locale, touchpoint.text as touchpoint, traits
       from picked
       join survey using (project_id, survey_id)
       left join trait_set using (project_id, trait_set_id)
       left join label as locale on locale.project_id = picked.project_id and locale.label_id = locale_id
       left join label as touchpoint
         on touchpoint.project_id = picked.project_id and touchpoint.label_id = touchpoint_id
       order by ${order}`,
    )
    .all(...condition.values);
}
