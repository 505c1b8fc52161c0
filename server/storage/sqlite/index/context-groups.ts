import { CHANNELS, IDENTITIES } from '../../../../shared/contract/common.ts';
import type { Dimension, GroupKey, ResponseFilter } from '../../storage.ts';
import type { Setting } from './counted-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import type { TupleDictionary } from './tuple-dictionary.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ContextGroups {
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
  return index.groupings.of(index, [conditionsOf(filter), JSON.stringify(by)].join(' '), () =>
    foundGroups(index, words, filter, by),
  );
}

function foundGroups(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter, by: Dimension[]): ContextGroups {
  const members = membersOf(index, words, filter);
  if (!members && by.every((dimension) => dimension === 'survey')) {
    return { keys: [by.map(() => null)], groupOf: undefined };
  }

  const facets = by.map((dimension) => facetOf(index, words, filter.project_id, dimension));
  const codes = facets.map((facet) => codesOf(index.contexts, facet));
  const { groupOf, firstContexts } = groupsOfCodes(codes, index.contexts.size, members);
  const keys = firstContexts.map((context) => facets.map((facet, i) => facet.valueOf(codes[i]![context]!)));
  return { keys: [undefined, ...keys], groupOf };
}

/** The code of each context, in a plain loop: there may be as many contexts as people. */
function codesOf({ size, width, values }: TupleDictionary, { place, codeOfPart }: Facet): Uint32Array {
  const codes = new Uint32Array(size);
  if (codeOfPart) for (let i = 0, at = place; i < size; i++, at += width) codes[i] = codeOfPart[values[at]!] ?? 0;
  else for (let i = 0, at = place; i < size; i++, at += width) codes[i] = values[at]!;
  return codes;
}

/** Numbers the combinations of codes that members have from 1 on, and tells the first context of each. */
function groupsOfCodes(codes: Uint32Array[], size: number, members: Uint8Array | undefined) {
  const combined = codes.reduce((all, some) => combinedCodes(all, some, size));
  const groupOf = new Int32Array(size);
  const groupOfCode = new Int32Array(largest(combined) + 1);
  const firstContexts: number[] = [];
  for (let context = 0; context < size; context++) {
    if (members !== undefined && members[context] === 0) continue;
    const code = combined[context]!;
    if (groupOfCode[code] === 0) groupOfCode[code] = firstContexts.push(context);
    groupOf[context] = groupOfCode[code]!;
  }
  return { groupOf, firstContexts };
}

/** One code for each pair of codes that there is, as small as can be. */
function combinedCodes(a: Uint32Array, b: Uint32Array, size: number): Uint32Array {
  const several = largest(b) + 1;
  const pairs = new Map<number, number>();
  const combined = new Uint32Array(size);
  let lastPair = -1;
  let last = 0;
  for (let context = 0; context < size; context++) {
    const pair = a[context]! * several + b[context]!;
    if (pair !== lastPair) {
      lastPair = pair;
      last = pairs.get(pair) ?? pairs.size;
      if (last === pairs.size) pairs.set(pair, last);
    }
    combined[context] = last;
  }
  return combined;
}

function largest(codes: Uint32Array): number {
  let most = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i]! > most) most = codes[i]!;
  return most;
}

const PLACE = { traitSet: 0, locale: 1, touchpoint: 2, channel: 3, identity: 4, version: 5 } satisfies Record<
  string,
  keyof Setting & number
>;

/** 1 for each context that the filter leaves; `undefined` where it leaves all. One loop for each condition, over plain numbers. */
export function membersOf(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): Uint8Array | undefined {
  return index.members.of(index, conditionsOf(filter), () => foundMembers(index, words, filter));
}

/** What a filter asks of contexts, as text. */
function conditionsOf({ channel, identity, locale, touchpoint, traits }: ResponseFilter): string {
  return JSON.stringify([
    channel,
    identity,
    locale,
    touchpoint,
    traits.map(({ trait, values }) => [trait.key, values]),
  ]);
}

function foundMembers(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): Uint8Array | undefined {
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
  /** A small number for each value that the part can have; absent where the part itself is one. */
  codeOfPart?: Uint32Array;
  valueOf: (code: number) => GroupKey[number];
}

function facetOf(index: ProjectIndex, words: Vocabulary, project: number, dimension: Dimension): Facet {
  const labelled = (place: number): Facet => ({
    place,
    valueOf: (label) => words.textOf(project, label),
  });
  if (typeof dimension === 'object') {
    const column = index.traits.get(dimension.trait);
    return { place: PLACE.traitSet, codeOfPart: column.numbersOfSets, valueOf: (code) => column.values[code]! };
  }
  switch (dimension) {
    case 'survey':
      return { place: 0, codeOfPart: new Uint32Array(0), valueOf: () => null };
    case 'survey_version':
      return { place: PLACE.version, valueOf: itself };
    case 'channel':
      return { place: PLACE.channel, valueOf: (code) => CHANNELS[code]! };
    case 'identity':
      return { place: PLACE.identity, valueOf: (code) => IDENTITIES[code]! };
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
