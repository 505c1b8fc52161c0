import { dateOf } from './calendar.ts';
import { everyAnswerIn, rangeOf, surveysOf, type Query, type Said } from './answers.ts';
import type { Loaded } from './load.ts';
import type { World } from './world.ts';

export type ListQuery = Query & {
  category?: 'promoter' | 'passive' | 'detractor';
  min_score?: string;
  max_score?: string;
  has_comment?: 'true' | 'false';
  tag?: string;
  excluded?: 'true' | 'false' | 'any';
  q?: string;
};

/** All pages together, the newest first. */
export function responses(world: World, loaded: Loaded, query: ListQuery) {
  return { data: listed(world, loaded, query).toReversed() };
}

/** The lines of a file, the earliest first. */
export function exported(world: World, loaded: Loaded, query: ListQuery) {
  return { data: listed(world, loaded, query) };
}

function listed(world: World, loaded: Loaded, query: ListQuery) {
  surveysOf(world, query);
  return everyAnswerIn(world, query, rangeOf(query))
    .filter((said) => isListed(said, query))
    .map((said) => row(world, loaded, said));
}

const CATEGORIES = { promoter: [9, 10], passive: [7, 8], detractor: [0, 1, 2, 3, 4, 5, 6] };

function isListed(said: Said, { category, min_score, max_score, has_comment, tag, excluded = 'false', q }: ListQuery) {
  if (category !== undefined && !CATEGORIES[category].includes(said.score)) return false;
  if (min_score !== undefined && said.score < Number(min_score)) return false;
  if (max_score !== undefined && said.score > Number(max_score)) return false;
  if (has_comment !== undefined && (said.comment !== null) !== (has_comment === 'true')) return false;
  if (tag !== undefined && !said.tags.includes(tag)) return false;
  if (excluded !== 'any' && said.excluded !== (excluded === 'true')) return false;
  return q === undefined || (said.comment !== null && holds(said.comment, q));
}

/** All words of the search stand in the comment, those that are joined in it side by side; the last may go on. */
function holds(comment: string, q: string): boolean {
  const words = wordsOf(comment);
  const phrases = q.split(/\s+/).map(wordsOf);
  return phrases.every((phrase, place) => {
    const mayGoOn = place === phrases.length - 1;
    return words.some((_, start) =>
      phrase.every((word, offset) => {
        const found = words[start + offset];
        if (found === undefined) return false;
        return mayGoOn && offset === phrase.length - 1 ? found.startsWith(word) : found === word;
      }),
    );
  });
}

/** Without case and accents. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function row(world: World, loaded: Loaded, said: Said) {
  const category = said.score >= 9 ? 'promoter' : said.score >= 7 ? 'passive' : 'detractor';
  return {
    id: loaded.responses[said.place],
    survey_id: loaded.surveys[said.survey],
    survey_version: said.version,
    kind: world.kinds[said.survey],
    score: said.score,
    category,
    comment: said.comment,
    contact_ok: null,
    channel: said.channel,
    identity: said.identity,
    locale: said.locale,
    touchpoint: said.touchpoint,
    url_path: null,
    respondent_id: said.person?.id ?? null,
    account_id: said.account,
    traits: said.traits,
    responded_at: new Date(said.respondedAt).toISOString(),
    changed_at: null,
    day: dateOf(said.day),
    tags: [...said.tags].sort(),
    excluded: said.excluded,
    exclusion_reason: said.excluded ? 'A test' : null,
  };
}
