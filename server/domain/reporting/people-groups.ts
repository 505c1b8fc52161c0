import type { BreakdownGroup } from '../../../shared/contract/breakdown.ts';
import type { AnswerGroup, GroupKey, PeopleColumns, ResponseFilter, Storage } from '../../storage/storage.ts';
import { accountSizes, splitBySize } from './account-size.ts';
import { storedDimensions, type NamedDimension, type StoredDimension } from './dimensions.ts';

export interface PeopleGroup {
  key: BreakdownGroup['key'];
  people: PeopleColumns;
}

/** The people behind each combination of values. */
export async function peopleGroups(
  storage: Storage,
  filter: ResponseFilter,
  dimensions: NamedDimension[],
): Promise<PeopleGroup[]> {
  const stored = storedDimensions(dimensions);
  const by = stored.map(({ dimension }) => dimension);
  const groups = (await storage.groupAnswers(filter, { by, people: true })) as Required<AnswerGroup>[];
  const found = groups.filter(({ people }) => people.respondent.length > 0);
  const named = found.map(({ key, people }) => ({ values: valuesOf(stored, key), people }));
  const split = stored.length < dimensions.length ? await bySize(storage, filter, named) : named;
  return split.map(({ values, people }) => ({
    key: Object.fromEntries(dimensions.map(({ name }) => [name, values.get(name)!])),
    people,
  }));
}

interface ValuedGroup {
  values: Map<string, GroupKey[number]>;
  people: PeopleColumns;
}

function valuesOf(dimensions: StoredDimension[], key: GroupKey): ValuedGroup['values'] {
  return new Map(dimensions.map(({ name }, place) => [name, key[place]!]));
}

async function bySize(storage: Storage, filter: ResponseFilter, groups: ValuedGroup[]): Promise<ValuedGroup[]> {
  const [everybody] = await storage.groupAnswers(filter, { by: [], people: true });
  const sizeOf = accountSizes(everybody!.people!);
  return groups.flatMap(({ values, people }) =>
    [...splitBySize(people, sizeOf)].map(([size, those]) => ({
      values: new Map([...values, ['account_size', size]]),
      people: those,
    })),
  );
}
