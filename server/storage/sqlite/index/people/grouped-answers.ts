import { categoryOfMean, totalsOf, type NpsTotals } from '../../../../../shared/nps.ts';
import type { AnswersBrokenDown, Clustering, DayRange } from '../../../storage.ts';
import { countsOfMarks } from '../count-answers.ts';
import type { ProjectIndex } from '../project-index.ts';
import type { Selection } from '../selection.ts';
import { ANSWER_COUNTERS, COMMENTS } from '../survey-rows.ts';
import { eachSlot, GroupedCount, type Sizes } from './grouped-count.ts';
import { groupSums } from './group-sums.ts';
import { answersIn, NET_OF_CATEGORY, packed, sumIn, WIDE, widened } from './packed.ts';
import type { Slots } from './slots.ts';

interface GroupCounts {
  people_count: number;
  respondent_count: number;
  account_count: number;
  unassigned_count: number;
  /** Of companies, where they are counted. */
  totals: Record<keyof NpsTotals, number>;
}

/** Sums over the people of each group, and over those of all other groups. Each group is split by the sizes of accounts. */
export function groupedAnswers(
  index: ProjectIndex,
  selection: Selection,
  clustering: Clustering,
  days: DayRange,
  sizes: Sizes,
): Omit<AnswersBrokenDown, 'key'>[] {
  const counted = new GroupedCount(index, selection, sizes);
  counted.count(days, clustering);
  const counts = Array.from({ length: selection.groupCount * sizes.count }, noCounts);
  const companies = index.slots('companies', 0);
  joinColleagues(counted, companies, clustering, counts);
  if (clustering.unit === 'account') takeCategories(companies, counts);

  const clusters = clustering.cluster === 'respondent' ? counted.people : companies;
  const scored = countsOfMarks(counted.marks);
  return groupSums(clusters, counts.length).map(({ own, rest, shared }, group) => {
    const place = group * ANSWER_COUNTERS;
    const scores = Array.from(scored.subarray(place, place + COMMENTS));
    const { totals, ...count } = counts[group]!;
    return {
      sums: { ...own, ...count, scores, totals: clustering.unit === 'account' ? totals : totalsOf(scores) },
      rest: { ...rest, shared },
    };
  });
}

/** Adds people up by company and group. Who has no account stays alone, where companies resemble themselves, or is left out. */
function joinColleagues(
  counted: GroupedCount,
  companies: Slots,
  { unit, cluster }: Clustering,
  counts: GroupCounts[],
): void {
  const { people } = counted;
  // Companies come first, then everybody without one.
  const alone = companies.size - people.size;
  companies.begin('values', true);
  eachSlot(people, (slot) => {
    const group = people.groups[slot]!;
    const count = counts[group]!;
    const account = counted.accountOf(slot);
    const owner = counted.ownerOf(slot);
    count.people_count += 1;
    if (account === 0 && unit === 'account') {
      count.unassigned_count += 1;
      return;
    }
    count.respondent_count += Number(owner !== 0);
    if (account === 0 && cluster === 'respondent') return;
    companies.ensure(1);
    const joined =
      account === 0 && owner === 0
        ? companies.newcomerIn(group, account)
        : companies.slotIn(group, account || alone + owner, account);
    const before = companies.values[joined]!;
    count.account_count += Number(before === 0 && account !== 0);
    companies.values[joined] = before + widened(people.values[slot]!, people.packing);
  });
}

/** A company counts once, by the mean of its people's latest scores. */
function takeCategories(companies: Slots, counts: GroupCounts[]): void {
  const { values, groups } = companies;
  eachSlot(companies, (slot) => {
    const category = categoryOfMean(sumIn(values[slot]!, WIDE), answersIn(values[slot]!, WIDE));
    const { totals } = counts[groups[slot]!]!;
    totals.responses += 1;
    totals[TOTAL_OF[category]] += 1;
    values[slot] = packed(1, NET_OF_CATEGORY[category], WIDE);
  });
}

const TOTAL_OF = { promoter: 'promoters', passive: 'passives', detractor: 'detractors' } as const;

function noCounts(): GroupCounts {
  const totals = { promoters: 0, passives: 0, detractors: 0, responses: 0 };
  return { people_count: 0, respondent_count: 0, account_count: 0, unassigned_count: 0, totals };
}
