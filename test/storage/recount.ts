import type { Database } from 'better-sqlite3';
import type {
  AnswerGroup,
  DayRange,
  DisplayGroup,
  GroupKey,
  Grouping,
  PeopleSums,
  ResponseFilter,
} from '../../server/storage/storage.ts';

interface StoredRow {
  internal_survey: number;
  survey: string;
  survey_version: number;
  channel: string;
  locale: string | null;
  touchpoint: string | null;
  identity: string;
  account: string | null;
  traits: string | null;
  day: number;
}

interface AnswerRow extends StoredRow {
  score: number;
  comment: string | null;
  respondent_id: number | null;
  account_id: number | null;
  responded_at: number;
}

interface DisplayRow extends StoredRow {
  outcome: string;
}

/** A group with its people as a list in the order of their numbers, so that two ways of counting can be compared. */
export type ComparableGroup = Omit<AnswerGroup, 'people'> & { people?: number[][] };

/** The questions answered the plain way: read every row of the file, keep those that match, count one by one. */
export function recountAnswers(db: Database, filter: ResponseFilter, grouping: Grouping): ComparableGroup[] {
  const rows = namedRows<AnswerRow>(db, 'response', filter.project_id, 'row.channel, row.excluded is null as counts');
  return regroup(rows, filter, grouping, (members) => ({
    scores: Array.from({ length: 11 }, (_, score) => members.filter((row) => row.score === score).length),
    comment_count: members.filter(({ comment }) => comment !== null).length,
    ...(grouping.people && { people: peopleAmong(members) }),
    ...(grouping.sums && { sums: sumsAmong(members) }),
  }));
}

export function recountDisplays(db: Database, filter: ResponseFilter, grouping: Grouping): DisplayGroup[] {
  const counts = `'widget' as channel, row.outcome <> 'not_drawn' as counts`;
  const rows = namedRows<DisplayRow>(db, 'display', filter.project_id, counts);
  return regroup(rows, filter, grouping, (members) => ({
    display_count: members.length,
    answered_count: members.filter(({ outcome }) => outcome === 'answered').length,
    dismissed_count: members.filter(({ outcome }) => ['closed', 'escape', 'timeout'].includes(outcome)).length,
  }));
}

export function recountFirstDay(db: Database, filter: ResponseFilter): number | undefined {
  const counted = 'row.channel, row.excluded is null as counts';
  const shown = `'widget' as channel, row.outcome <> 'not_drawn' as counts`;
  const rows = [
    ...namedRows<StoredRow>(db, 'response', filter.project_id, counted),
    ...namedRows<StoredRow>(db, 'display', filter.project_id, shown),
  ];
  const { start = -Infinity, end = Infinity } = filter.days;
  const days = rows.filter((row) => matches(row, filter) && row.day >= start && row.day < end).map(({ day }) => day);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** Account, its people, the sum of their latest scores and all their answers. */
export function recountAccounts(db: Database, filter: ResponseFilter, ranges: DayRange[]): number[][] {
  const [everybody] = recountAnswers(db, filter, { by: [], ranges, people: true });
  const accounts: number[][] = [];
  for (const [, account, answers, , , latest] of everybody!.people!) {
    const known = (accounts[account!] ??= [account!, 0, 0, 0]);
    known[1]! += 1;
    known[2]! += latest!;
    known[3]! += answers!;
  }
  return accounts.filter((known) => known !== undefined);
}

/** When each account, by its number, last answered and was last asked; 0 for never. */
export function recountActivity(db: Database, { project_id, surveys }: ResponseFilter): [number, number][] {
  const latest = (table: string, at: string, counts: string) =>
    db
      .prepare<[number], { account: number; at: number }>(
        `select account_id as account, max(${at}) as at
         from ${table}
         where project_id = ? and account_id is not null and ${counts} and survey_id in (${surveys.join(', ')})
         group by account_id`,
      )
      .all(project_id);
  const activity: [number, number][] = [];
  const of = (account: number) => (activity[account] ??= [0, 0]);
  for (const { account, at } of latest('response', 'responded_at', 'excluded is null')) of(account)[0] = at;
  for (const { account, at } of latest('display', 'displayed_at', `outcome <> 'not_drawn'`)) of(account)[1] = at;
  return Array.from(activity, (known) => known ?? [0, 0]);
}

/** Both ways answer groups in an order of their own. */
export function comparable(groups: AnswerGroup[]): ComparableGroup[] {
  const rows = groups.map(({ people, ...group }) => ({
    ...group,
    ...(people && {
      people: sortedRows(
        Array.from(people.respondent, (respondent, i) => [
          respondent,
          people.account[i]!,
          people.answers[i]!,
          people.promoters[i]!,
          people.detractors[i]!,
          people.latest[i]!,
        ]),
      ),
    }),
  }));
  return inOrder(rows);
}

export function inOrder<Group extends { key: GroupKey; range: number }>(groups: Group[]): Group[] {
  const place = ({ range, key }: Group) => JSON.stringify([range, key]);
  return groups.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

function regroup<Row extends StoredRow, Counts>(
  rows: Row[],
  filter: ResponseFilter,
  { by, ranges }: Grouping,
  count: (members: Row[]) => Counts,
): (Counts & { key: GroupKey; range: number })[] {
  const matching = rows.filter((row) => matches(row, filter));
  const groups = (ranges ?? [filter.days]).flatMap((days: Partial<DayRange>, range) => {
    const keyed = new Map<string, Row[]>();
    if (by.length === 0) keyed.set('[]', []);
    for (const row of matching) {
      if (row.day < (days.start ?? -Infinity) || row.day >= (days.end ?? Infinity)) continue;
      const traits = traitsOf(row);
      const key = JSON.stringify(
        by.map((dimension) => (typeof dimension === 'object' ? (traits[dimension.trait] ?? null) : row[dimension])),
      );
      const members = keyed.get(key) ?? [];
      keyed.set(key, members);
      members.push(row);
    }
    return [...keyed].map(([key, members]) => ({ key: JSON.parse(key) as GroupKey, range, ...count(members) }));
  });
  return inOrder(groups);
}

function matches(row: StoredRow, filter: ResponseFilter): boolean {
  const traits = traitsOf(row);
  return (
    filter.surveys.includes(row.internal_survey) &&
    (filter.channel === undefined || row.channel === filter.channel) &&
    (filter.locale === undefined || row.locale === filter.locale) &&
    (filter.touchpoint === undefined || row.touchpoint === filter.touchpoint) &&
    (filter.identity === undefined || row.identity === filter.identity) &&
    (filter.account === undefined || row.account === filter.account) &&
    filter.traits.every(({ trait, values }) => (values as unknown[]).includes(traits[trait.key]))
  );
}

function traitsOf({ traits }: StoredRow): Record<string, string | number | boolean> {
  return JSON.parse(traits ?? '{}') as Record<string, string | number | boolean>;
}

function peopleAmong(rows: AnswerRow[]): number[][] {
  const people = new Map<unknown, AnswerRow[]>();
  for (const row of rows) {
    const person = row.respondent_id ?? row;
    people.set(person, [...(people.get(person) ?? []), row]);
  }
  return sortedRows(
    [...people.values()].map((answers) => {
      const latest = answers.toSorted((a, b) => a.responded_at - b.responded_at || a.score - b.score).at(-1)!;
      return [
        latest.respondent_id ?? 0,
        latest.account_id ?? 0,
        answers.length,
        answers.filter(({ score }) => score >= 9).length,
        answers.filter(({ score }) => score <= 6).length,
        latest.score,
      ];
    }),
  );
}

function sumsAmong(rows: AnswerRow[]): PeopleSums {
  const people = peopleAmong(rows).map(([respondent, account, m, promoters, detractors]) => ({
    respondent: respondent!,
    account: account!,
    m: m!,
    s: promoters! - detractors!,
  }));
  const total = (of: (person: (typeof people)[number]) => number) => people.reduce((sum, one) => sum + of(one), 0);
  return {
    respondent_count: total(({ respondent }) => Number(respondent !== 0)),
    account_count: new Set(people.map(({ account }) => account).filter((id) => id !== 0)).size,
    clusters: people.length,
    ss: total(({ s }) => s * s),
    sm: total(({ s, m }) => s * m),
    mm: total(({ m }) => m * m),
  };
}

function sortedRows(rows: number[][]): number[][] {
  return rows.toSorted((a, b) => {
    const i = a.findIndex((value, place) => value !== b[place]);
    return i < 0 ? 0 : a[i]! - b[i]!;
  });
}

function namedRows<Row>(db: Database, table: string, project: number, more: string): Row[] {
  return db
    .prepare<[number], Row>(
      `select * from (
         select row.*, row.survey_id as internal_survey, survey.public_id as survey, account.external_id as account,
           trait_set.traits, locale.text as locale, touchpoint.text as touchpoint, ${more}
         from ${table} as row
         join survey using (project_id, survey_id)
         left join account using (project_id, account_id)
         left join trait_set using (project_id, trait_set_id)
         left join label as locale on locale.project_id = row.project_id and locale.label_id = row.locale_id
         left join label as touchpoint
           on touchpoint.project_id = row.project_id and touchpoint.label_id = row.touchpoint_id
         where row.project_id = ?
       )
       where counts`,
    )
    .all(project);
}
