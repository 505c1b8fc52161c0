import type { Database } from 'better-sqlite3';
import type {
  AnswerCount,
  AnswersBrokenDown,
  BreakdownDimension,
  Clustering,
  DayRange,
  DisplayGroup,
  GroupKey,
  Grouping,
  PeopleSums,
  ResponseFilter,
} from '../../server/storage/storage.ts';
import { numberOf, wordOf } from '../../server/storage/sqlite/stored-words.ts';
import { peopleAmong, restOf, sharedBetween, sumsAmong, type AnsweredRow } from './recount-people.ts';

const WIDGET = numberOf('channel', 'widget');
const NOT_DRAWN = numberOf('outcome', 'not_drawn');

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

interface AnswerRow extends StoredRow, AnsweredRow {
  response_id: Buffer;
  comment_id: number | null;
  comment: string | null;
  display_id: Buffer | null;
}

interface DisplayRow extends StoredRow {
  outcome: string;
}

/** The questions answered the plain way: read every row of the file, keep those that match, count one by one. */
export function recountAnswers(
  db: Database,
  filter: ResponseFilter,
  clustering: Clustering,
  ranges?: DayRange[],
): AnswerCount[] {
  return regroup(answerRows(db, filter), filter, { by: [], ...(ranges && { ranges }) }, (members) => ({
    scores: Array.from({ length: 11 }, (_, score) => members.filter((row) => row.score === score).length),
    comment_count: members.filter(({ comment }) => comment !== null).length,
    sums: sumsAmong(members, clustering),
  })).map(({ key: _key, range: _range, ...count }) => count);
}

export function recountShared(
  db: Database,
  filter: ResponseFilter,
  pairs: [DayRange, DayRange][],
  clustering: Clustering,
) {
  const rows = answerRows(db, filter).filter((row) => matches(row, filter));
  const within = ({ start, end }: DayRange) => rows.filter(({ day }) => day >= start && day < end);
  return pairs.map(([one, other]) => sharedBetween(within(one), within(other), clustering));
}

/** Each group by its key, in the order of keys. */
export function recountBreakdown(
  db: Database,
  filter: ResponseFilter,
  by: BreakdownDimension[],
  clustering: Clustering,
): AnswersBrokenDown[] {
  const rows = answerRows(db, filter);
  const stored = by.filter((dimension) => dimension !== 'account_size');
  const [everybody] = regroup(rows, filter, { by: [] }, (members) => ({ members }));
  const groups = regroup(rows, filter, { by: stored }, (members) => ({ members }));
  const people = peopleAmong(everybody!.members);
  const sizeOf = (account: number) => {
    const size = people.filter((person) => person.account === account).length;
    return account === 0 ? null : [25, 10, 5, 2, 1].find((from) => Math.max(size, 1) >= from)!;
  };
  const split = groups.flatMap(({ key, members }) => {
    if (!by.includes('account_size')) return [{ key, people: peopleAmong(members) }];
    const own = peopleAmong(members);
    return [...new Set(own.map(({ account }) => sizeOf(account)))].map((size) => ({
      key: by.map((dimension) =>
        dimension === 'account_size' ? size && SIZES[size]! : key[stored.indexOf(dimension)]!,
      ),
      people: own.filter(({ account }) => sizeOf(account) === size),
    }));
  });
  return sortedByKey(
    split
      .filter((group) => group.people.length > 0)
      .map(({ key, people: own }) => ({
        key,
        sums: withoutAccounts(
          sumsAmong(
            own.flatMap((person) => person.rows),
            clustering,
            own,
          ),
        ),
        rest: restOf(
          own,
          split.map((group) => group.people),
          clustering,
        ),
      })),
  );
}

/** Companies are listed for a number alone. */
function withoutAccounts({ accounts: _accounts, ...sums }: PeopleSums): PeopleSums {
  return sums;
}

const SIZES: Record<number, string> = { 1: '1', 2: '2-4', 5: '5-9', 10: '10-24', 25: '25+' };

export function sortedByKey<Group extends { key: GroupKey }>(groups: Group[]): Group[] {
  return groups.toSorted((a, b) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1));
}

/** What of an answer is counted, of those that match. */
export type CountedRow = AnswerRow;

/** The latest first. */
export function countedRows(db: Database, filter: ResponseFilter): CountedRow[] {
  const { start = -Infinity, end = Infinity } = filter.days;
  return answerRows(db, filter)
    .filter((row) => matches(row, filter) && row.day >= start && row.day < end)
    .sort((a, b) => b.responded_at - a.responded_at);
}

function answerRows(db: Database, filter: ResponseFilter): AnswerRow[] {
  return namedRows<AnswerRow>(db, 'response', filter.project_id, 'row.excluded is null as counts');
}

export function recountDisplays(db: Database, filter: ResponseFilter, grouping: Grouping): DisplayGroup[] {
  const counts = `${WIDGET} as channel, row.outcome <> ${NOT_DRAWN} as counts`;
  const rows = namedRows<DisplayRow>(db, 'display', filter.project_id, counts);
  return regroup(rows, filter, grouping, (members) => ({
    display_count: members.length,
    answered_count: members.filter(({ outcome }) => outcome === 'answered').length,
    dismissed_count: members.filter(({ outcome }) => ['closed', 'escape', 'timeout'].includes(outcome)).length,
  }));
}

export function recountFirstDay(db: Database, filter: ResponseFilter): number | undefined {
  const counted = 'row.excluded is null as counts';
  const shown = `${WIDGET} as channel, row.outcome <> ${NOT_DRAWN} as counts`;
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
  const [everybody] = regroup(answerRows(db, filter), filter, { by: [], ranges }, (members) => ({ members }));
  const accounts: number[][] = [];
  for (const { account, rows, latest } of peopleAmong(everybody!.members)) {
    const known = (accounts[account] ??= [account, 0, 0, 0]);
    known[1]! += 1;
    known[2]! += latest;
    known[3]! += rows.length;
  }
  return accounts.filter((known) => known !== undefined);
}

/** The score of each answer that has a display, and how many milliseconds after it the answer came, in ascending order. */
export function recountDelays(db: Database, filter: ResponseFilter): [score: number, delay: number][] {
  const shown = new Map(
    db
      .prepare<[number], [string, number]>('select hex(display_id), displayed_at from display where project_id = ?')
      .raw()
      .all(filter.project_id),
  );
  const [everybody] = regroup(answerRows(db, filter), filter, { by: [] }, (members) => ({ members }));
  return everybody!.members
    .filter(({ display_id }) => display_id !== null)
    .map(({ score, display_id, responded_at }): [number, number] => [
      score,
      Math.min(2 ** 32 - 2, Math.max(0, responded_at - shown.get(display_id!.toString('hex').toUpperCase())!)),
    ])
    .sort(byEach);
}

export function byEach(a: [number, number], b: [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
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
  for (const { account, at } of latest('display', 'displayed_at', `outcome <> ${NOT_DRAWN}`)) of(account)[1] = at;
  return Array.from(activity, (known) => known ?? [0, 0]);
}

/** Both ways answer groups in an order of their own. */
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

interface Numbers {
  identity: number;
  channel: number;
  outcome?: number;
}

function namedRows<Row>(db: Database, table: string, project: number, more: string): Row[] {
  const rows = db
    .prepare<[number], Numbers>(
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
  return rows.map(({ identity, channel, outcome, ...row }) => ({
    ...row,
    identity: wordOf('identity', identity),
    channel: wordOf('channel', channel),
    ...(outcome !== undefined && { outcome: wordOf('outcome', outcome) }),
  })) as Row[];
}
