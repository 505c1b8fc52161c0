import { answersIn, rangeOf, surveysOf, type Query, type Said } from './answers.ts';
import { shortEcho } from './asked.ts';
import { peopleOf, scoreFields, votesOf } from './counting.ts';
import type { Loaded } from './load.ts';
import { benjaminiHochberg, clustered, differenceOf, independent, npsOf } from './statistics.ts';
import { COMMENTS, type World } from './world.ts';

export type TermsQuery = Query & { sort?: 'size' | 'difference'; limit?: string };

export function terms(world: World, loaded: Loaded, query: TermsQuery) {
  surveysOf(world, query);
  const days = rangeOf(query);
  const answers = answersIn(world, query, days);
  const commented = answers.filter(({ comment }) => comment !== null);
  return {
    ...shortEcho(world, loaded, query, days),
    comment_count: commented.length,
    terms: compared(world, query, commented, ({ comment }) => COMMENTS[comment!]!).map(({ name, ...rest }) => ({
      term: name,
      ...rest,
    })),
    tags: compared(world, query, answers, ({ tags }) => tags).map(({ name, ...rest }) => ({ tag: name, ...rest })),
  };
}

/** The answers with each name against all without it. */
function compared(world: World, query: TermsQuery, answers: Said[], namesOf: (said: Said) => string[]) {
  const names = [...new Set(answers.flatMap(namesOf))].sort();
  const shown = names
    .map((name) => ({
      name,
      own: answers.filter((said) => namesOf(said).includes(name)),
      rest: answers.filter((said) => !namesOf(said).includes(name)),
    }))
    .filter(({ own }) => !world.hideSmall || peopleOf(own).length >= 5);
  const tested = shown.map(({ name, own, rest }) => ({ name, ...against(own, rest, query) }));
  const adjusted = benjaminiHochberg(tested.flatMap(({ p_value }) => p_value ?? []));
  const chance = 1 - Number(query.confidence ?? '0.95');
  const data = tested.map((one) => {
    const value = one.p_value === null ? null : adjusted.shift()!;
    return {
      ...one,
      p_value_adjusted: value,
      significant: value === null ? null : one.significant === true && value < chance,
    };
  });
  const bySize = data.sort((a, b) => b.response_count - a.response_count);
  // To eight digits: two fractions that are equal need not be the same double.
  const pull = (one: (typeof data)[number]) => Number(Math.abs(one.difference ?? 0).toFixed(8));
  const sorted = query.sort === 'difference' ? bySize.sort((a, b) => pull(b) - pull(a)) : bySize;
  return sorted.slice(0, Number(query.limit ?? '30'));
}

function against(own: Said[], rest: Said[], query: TermsQuery) {
  const sample = rest.length === 0 ? independent([]) : clustered(everyVote(rest));
  return {
    ...scoreFields(peopleOf(own), { ...query, respondents: 'all' }),
    rest: { ...npsOf(everyVote(rest).map(({ value }) => value)), response_count: rest.length },
    ...differenceOf(clustered(everyVote(own)), sample, query.confidence ?? '0.95'),
  };
}

function everyVote(answers: Said[]) {
  return votesOf(peopleOf(answers), {});
}
