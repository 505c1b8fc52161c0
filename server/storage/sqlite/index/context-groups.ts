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
  const tests = testsOf(index, words, filter);
  const facets = by.map((dimension) => facetOf(index, words, filter.project_id, dimension));
  if (tests.length === 0 && by.every((dimension) => dimension === 'survey')) {
    return { keys: [by.map(() => null)], groupOf: undefined };
  }

  const { size, width, values } = index.contexts;
  const groups = new TupleDictionary(by.length);
  const groupOf = new Int32Array(size);
  const codes = by.map(() => 0);
  for (let context = 0; context < size; context++) {
    const start = context * width;
    let isIn = true;
    for (let i = 0; i < tests.length && isIn; i++) isIn = tests[i]!.accepts(values[start + tests[i]!.place]!);
    if (!isIn) continue;
    for (let i = 0; i < facets.length; i++) codes[i] = facets[i]!.codeOf(values[start + facets[i]!.place]!);
    groupOf[context] = groups.intern(codes) + 1;
  }
  // A single group is there even when no context is in it: it is empty.
  if (by.length === 0) groups.intern([]);

  const keys = Array.from({ length: groups.size }, (_, group) =>
    facets.map((facet, i) => facet.valueOf(groups.values[group * groups.width + i]!)),
  );
  return { keys: [undefined, ...keys], groupOf };
}

const PLACE = { traitSet: 0, locale: 1, touchpoint: 2, channel: 3, identity: 4, version: 5 } satisfies Record<
  string,
  keyof Setting & number
>;

interface Test {
  /** Which part of the setting decides. */
  place: number;
  accepts: (part: number) => boolean;
}

function testsOf(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): Test[] {
  const { project_id: project, channel, identity, locale, touchpoint, traits } = filter;
  const tests: Test[] = [];
  const accept = (place: number, wanted: number | undefined) =>
    tests.push({ place, accepts: (part) => part === wanted });

  if (channel !== undefined) accept(PLACE.channel, CHANNELS.indexOf(channel));
  if (identity !== undefined) accept(PLACE.identity, IDENTITIES.indexOf(identity));
  if (locale !== undefined) accept(PLACE.locale, words.labelOf(project, locale));
  if (touchpoint !== undefined) accept(PLACE.touchpoint, words.labelOf(project, touchpoint));
  for (const { trait, values } of traits) {
    const isWanted = index.traits.get(trait.key).setsWith(values);
    tests.push({ place: PLACE.traitSet, accepts: (set) => isWanted[set] === 1 });
  }
  return tests;
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
