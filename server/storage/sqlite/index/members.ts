import { CHANNELS, IDENTITIES } from '../../../../shared/words.ts';
import type { ResponseFilter } from '../../storage.ts';
import { PLACE } from './counted-rows.ts';
import type { ProjectIndex } from './project-index.ts';
import type { TupleDictionary } from './tuple-dictionary.ts';
import type { Vocabulary } from './vocabulary.ts';

/** 1 for each setting and for each trait set that a filter leaves; absent where it leaves all. */
export interface Members {
  settings: Uint8Array | undefined;
  traitSets: Uint8Array | undefined;
}

/** Decides once for each setting and each trait set what would else be decided for each row. */
export function membersOf(index: ProjectIndex, words: Vocabulary, filter: ResponseFilter): Members {
  return index.members.of(index, conditionsOf(filter), () => ({
    settings: matchingSettings(index, words, filter),
    traitSets: matchingSets(index, filter),
  }));
}

/** What a filter asks of settings and traits, as text. */
function conditionsOf({ channel, identity, locale, touchpoint, traits }: ResponseFilter): string {
  return JSON.stringify([
    channel,
    identity,
    locale,
    touchpoint,
    traits.map(({ trait, values }) => [trait.key, values]),
  ]);
}

/** The part of no setting. */
const NOTHING = -1;

function matchingSettings(
  { settings }: ProjectIndex,
  words: Vocabulary,
  { project_id: project, channel, identity, locale, touchpoint }: ResponseFilter,
): Uint8Array | undefined {
  const wanted: [place: number, part: number | undefined][] = [];
  if (channel !== undefined) wanted.push([PLACE.channel, CHANNELS.indexOf(channel)]);
  if (identity !== undefined) wanted.push([PLACE.identity, IDENTITIES.indexOf(identity)]);
  if (locale !== undefined) wanted.push([PLACE.locale, words.labelOf(project, locale)]);
  if (touchpoint !== undefined) wanted.push([PLACE.touchpoint, words.labelOf(project, touchpoint)]);
  if (wanted.length === 0) return undefined;
  const members = new Uint8Array(settings.size).fill(1);
  for (const [place, part] of wanted) keepEqual(members, settings, place, part ?? NOTHING);
  // Where all answers come by one channel, to ask for it is to ask for everything.
  return members.includes(0) ? members : undefined;
}

function keepEqual(members: Uint8Array, { values, width }: TupleDictionary, place: number, part: number): void {
  for (let setting = 0, at = place; setting < members.length; setting++, at += width) {
    if (values[at] !== part) members[setting] = 0;
  }
}

function matchingSets({ traits: known }: ProjectIndex, { traits }: ResponseFilter): Uint8Array | undefined {
  if (traits.length === 0) return undefined;
  const [first, ...others] = traits.map(({ trait, values }) => known.setsWith(trait.key, values));
  for (const sets of others) for (let set = 0; set < sets.length; set++) first![set]! &= sets[set]!;
  return first;
}
