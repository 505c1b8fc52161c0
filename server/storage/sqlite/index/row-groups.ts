import { CHANNELS, IDENTITIES } from '../../../../shared/words.ts';
import type { Dimension, GroupKey } from '../../storage.ts';
import { CAPACITY, type Chunk } from './chunk.ts';
import { PLACE } from './counted-rows.ts';
import { Numbering } from './numbering.ts';
import type { Rows } from './people/matching-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import { SETTING, TRAIT_SET } from './row-columns.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How rows fall into groups: the code of a row's setting and the code of its trait set make its group. */
export interface RowGroups {
  /** How many groups there may be; a group is a number below it. */
  count: number;
  /** What the rows of a group have in common, a value for each dimension; `null` where the survey belongs. */
  keyOf: (group: number) => GroupKey;
  /** Absent where settings do not matter, or trait sets. */
  settings: Coding | undefined;
  traitSets: Coding | undefined;
  /** Numbers those groups that there are, where there may be far more; absent where groups stand for themselves. */
  numbering?: Numbering;
}

/** A small number for each setting, or for each trait set. */
interface Coding {
  codes: Uint32Array;
  count: number;
  /** The values behind a code, a value for each dimension. */
  valuesOf: (code: number) => GroupKey;
}

export const ONE_GROUP: RowGroups = { count: 1, keyOf: () => [], settings: undefined, traitSets: undefined };

/** Kept as long as no setting and no trait set is new. */
export function rowGroupsOf(index: ProjectIndex, words: Vocabulary, project: number, by: Dimension[]): RowGroups {
  return index.rowGroups.of(index, JSON.stringify(by), () => foundGroups(index, words, project, by));
}

function foundGroups(index: ProjectIndex, words: Vocabulary, project: number, by: Dimension[]): RowGroups {
  const settings: Coding[] = [];
  const traitSets: Coding[] = [];
  const owners = by.map((dimension) => {
    if (dimension === 'survey') return undefined;
    const owner = typeof dimension === 'object' ? traitSets : settings;
    owner.push(
      typeof dimension === 'object'
        ? traitCoding(index, dimension.trait)
        : settingCoding(index, words, project, dimension),
    );
    return owner;
  });
  const ofSettings = combined(settings);
  const ofSets = combined(traitSets);
  const sets = ofSets?.count ?? 1;
  return {
    count: (ofSettings?.count ?? 1) * sets,
    settings: ofSettings,
    traitSets: ofSets,
    keyOf: (group) => {
      const left = new Map([
        [settings, [...(ofSettings?.valuesOf(Math.floor(group / sets)) ?? [])]],
        [traitSets, [...(ofSets?.valuesOf(group % sets) ?? [])]],
      ]);
      return owners.map((owner) => (owner ? left.get(owner)!.shift()! : null));
    },
  };
}

/** Filled anew for each run of rows, from the place of the first on. */
const GROUPS = new Uint32Array(CAPACITY);
/** The same before they are numbered: there may be more than four bytes hold. */
const CODES = new Float64Array(CAPACITY);

/** The group of each row, at the row's place in the list. `base` is added to each, before it is numbered. */
export function groupsOfRows(
  { settings, traitSets, numbering }: RowGroups,
  base: number,
  { columns }: Chunk,
  { places, from, to }: Rows,
): Uint32Array {
  if (traitSets && !settings && !numbering) {
    const { codes } = traitSets;
    const ofRows = columns[TRAIT_SET]!;
    for (let i = from; i < to; i++) GROUPS[i] = base + codes[ofRows[places[i]!]!]!;
    return GROUPS;
  }
  const found = numbering ? CODES : GROUPS;
  found.fill(base, from, to);
  if (settings) {
    const { codes } = settings;
    const several = traitSets?.count ?? 1;
    const ofRows = columns[SETTING]!;
    for (let i = from; i < to; i++) found[i]! += codes[ofRows[places[i]!]!]! * several;
  }
  if (traitSets) {
    const { codes } = traitSets;
    const ofRows = columns[TRAIT_SET]!;
    for (let i = from; i < to; i++) found[i]! += codes[ofRows[places[i]!]!]!;
  }
  if (numbering) for (let i = from; i < to; i++) GROUPS[i] = numbering.of(CODES[i]!);
  return GROUPS;
}

function combined(codings: Coding[]): Coding | undefined {
  return codings.length === 0 ? undefined : codings.reduce(crossed);
}

/** One code for each pair of codes that there is. */
function crossed(a: Coding, b: Coding): Coding {
  const numbering = new Numbering(a.count * b.count);
  const codes = new Uint32Array(a.codes.length);
  for (let i = 0; i < codes.length; i++) codes[i] = numbering.of(a.codes[i]! * b.count + b.codes[i]!);
  return {
    codes,
    count: numbering.known.length,
    valuesOf: (code) => {
      const pair = numbering.known[code]!;
      return [...a.valuesOf(Math.floor(pair / b.count)), ...b.valuesOf(pair % b.count)];
    },
  };
}

function traitCoding({ traits }: ProjectIndex, key: string): Coding {
  const { values, codes } = traits.codesOf(key);
  return { codes, count: values.length, valuesOf: (code) => [values[code]!] };
}

function settingCoding(
  { settings: { size, width, values } }: ProjectIndex,
  words: Vocabulary,
  project: number,
  dimension: Exclude<Dimension, 'survey' | object>,
): Coding {
  const place = PLACE[PART_OF[dimension]];
  const numbering = new Numbering(Infinity);
  const codes = Uint32Array.from({ length: size }, (_, setting) => numbering.of(values[setting * width + place]!));
  return {
    codes,
    count: numbering.known.length,
    valuesOf: (code) => [valueOfPart(words, project, dimension, numbering.known[code]!)],
  };
}

const PART_OF = {
  survey_version: 'version',
  channel: 'channel',
  identity: 'identity',
  locale: 'locale',
  touchpoint: 'touchpoint',
} as const satisfies Record<Exclude<Dimension, 'survey' | object>, keyof typeof PLACE>;

function valueOfPart(
  words: Vocabulary,
  project: number,
  dimension: keyof typeof PART_OF,
  part: number,
): GroupKey[number] {
  switch (dimension) {
    case 'survey_version':
      return part;
    case 'channel':
      return CHANNELS[part]!;
    case 'identity':
      return IDENTITIES[part]!;
    case 'locale':
    case 'touchpoint':
      return words.textOf(project, part);
    default: {
      const _: never = dimension;
      return _;
    }
  }
}
