import { CHANNELS, IDENTITIES } from '../../../../shared/contract/common.ts';
import type { Dimension, GroupKey, ResponseFilter } from '../../storage.ts';
import type { Setting } from './counted-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { TupleDictionary } from './tuple-dictionary.ts';
import type { Vocabulary } from './vocabulary.ts';

interface ContextGroups {
  /** What the groups have in common, `null` where the survey belongs. Group 0, if it has no key, is of all that is filtered out. */
  keys: (GroupKey | undefined)[];
  groupOf: Int32Array | undefined;
}

/** Decides once for each context, of which there are few, what would else be decided for each row. */
export function contextGroups(
  index: ProjectIndex,
  words: Vocabulary,
  filter: ResponseFilter,
  by: Dimension[],
): ContextGroups {
  const members = membersOf(index, words, filter);
  if (!members && by.every((dimension) => dimension === 'survey')) {
    return { keys: [by.map(() => null)], groupOf: undefined };
  }

  const facets = by.map((dimension) => facetOf(index, words, filter.project_id, dimension));
  const { size, width, values } = index.contexts;
  const groups = new TupleDictionary(by.length);
  const groupOf = new Int32Array(size);
  // A code is a small number: of a single dimension it leads to its group without a search.
  const ofCode: number[] = [];
  const groupOfCodes = (given: number[]) =>
    given.length === 1 ? (ofCode[given[0]!] ??= groups.intern(given)) : groups.intern(given);
  const codes = by.map(() => 0);
  for (let context = 0; context < size; context++) {
    if (members && members[context] === 0) continue;
    const start = context * width;
    for (let i = 0; i < facets.length; i++) codes[i] = facets[i]!.codeOf(values[start + facets[i]!.place]!);
    groupOf[context] = groupOfCodes(codes) + 1;
  }

  const keys = Array.from({ length: groups.size }, (_, group) =>
    facets.map((facet, i) => facet.valueOf(groups.values[group * groups.width + i]!)),
  );
  return { keys: [undefined, ...keys], groupOf };
}

const PLACE = { traitSet: 0, locale: 1, touchpoint: 2, channel: 3, identity: 4, version: 5 } satisfies Record<
  string,
  keyof Setting & number
>;

/** 1 for each context that the filter leaves; `undefined` where it leaves all. One loop for each condition, over plain numbers. */
export function membersOf(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): Uint8Array | undefined {
  const { project_id: project, channel, identity, locale, touchpoint, traits } = filter;
  const wanted: [place: number, part: number | undefined][] = [];
  if (channel !== undefined) wanted.push([PLACE.channel, CHANNELS.indexOf(channel)]);
  if (identity !== undefined) wanted.push([PLACE.identity, IDENTITIES.indexOf(identity)]);
  if (locale !== undefined) wanted.push([PLACE.locale, words.labelOf(project, locale)]);
  if (touchpoint !== undefined) wanted.push([PLACE.touchpoint, words.labelOf(project, touchpoint)]);
  if (wanted.length === 0 && traits.length === 0) return undefined;

  const members = new Uint8Array(index.contexts.size).fill(1);
  for (const [place, part] of wanted) keepEqual(members, index.contexts, place, part ?? NOTHING);
  for (const { trait, values } of traits)
    keepSets(members, index.contexts, index.traits.get(trait.key).setsWith(values));
  return members;
}

/** The part of no context. */
const NOTHING = -1;

function keepEqual(members: Uint8Array, { values, width }: TupleDictionary, place: number, part: number): void {
  for (let context = 0, at = place; context < members.length; context++, at += width) {
    if (values[at] !== part) members[context] = 0;
  }
}

/** A set that came after the last one that is known has none of the values. */
function keepSets(members: Uint8Array, { values, width }: TupleDictionary, isWanted: Uint8Array): void {
  for (let context = 0, at = PLACE.traitSet; context < members.length; context++, at += width) {
    if (isWanted[values[at]!] !== 1) members[context] = 0;
  }
}

interface Facet {
  place: number;
  /** A small number for each value that the part can have. */
  codeOf: (part: number) => number;
  valueOf: (code: number) => GroupKey[number];
}

function facetOf(index: ProjectIndex, words: Vocabulary, project: number, dimension: Dimension): Facet {
  const labelled = (place: number): Facet => ({
    place,
    codeOf: itself,
    valueOf: (label) => words.textOf(project, label),
  });
  if (typeof dimension === 'object') {
    const column = index.traits.get(dimension.trait);
    return { place: PLACE.traitSet, codeOf: (set) => column.of(set), valueOf: (code) => column.values[code]! };
  }
  switch (dimension) {
    case 'survey':
      return { place: 0, codeOf: () => 0, valueOf: () => null };
    case 'survey_version':
      return { place: PLACE.version, codeOf: itself, valueOf: itself };
    case 'channel':
      return { place: PLACE.channel, codeOf: itself, valueOf: (code) => CHANNELS[code]! };
    case 'identity':
      return { place: PLACE.identity, codeOf: itself, valueOf: (code) => IDENTITIES[code]! };
    case 'locale':
      return labelled(PLACE.locale);
    case 'touchpoint':
      return labelled(PLACE.touchpoint);
    default: {
      const _: never = dimension;
      return _;
    }
  }
}

function itself(part: number): number {
  return part;
}
