import { DAY_MS } from '../../shared/calendar/day.ts';
import type { Category } from '../../shared/contract/common.ts';
import { categoryOf } from '../../shared/nps.ts';
import { SAMPLE_COMMENTS, type SampleLocale } from './sample-comments/sample-comments.ts';
import { SAMPLE_DAYS, type SampleAsk } from './sample-schedule.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface SampleAnswer {
  score: number;
  comment?: string;
  contact_ok?: boolean;
  /** Epoch milliseconds. */
  responded_at: number;
}

const RESPONSE_RATE = 0.35;
const COMMENT_RATE: Record<Category, number> = { promoter: 0.22, passive: 0.22, detractor: 0.36 };

/** Answers, in time order, to what is asked; undefined for the two in three who say nothing. */
export function sampleAnswers(random: SeededRandom, now: number): (ask: SampleAsk) => SampleAnswer | undefined {
  const deal = commentDealer(random);
  return (ask) => {
    const { person, displayedAt } = ask;
    const respondedAt = displayedAt + random.integer(2_000, 45_000);
    if (!random.chance(RESPONSE_RATE * person.willingness) || respondedAt > now) return undefined;
    const daysAgo = (now - displayedAt) / DAY_MS;
    const score = clamp(Math.round(person.leaning + moodAt(daysAgo) + momentOf(random)));
    const category = categoryOf(score);
    if (!random.chance(COMMENT_RATE[category])) return { score, responded_at: respondedAt };
    const isAboutRelease = category === 'detractor' && daysSinceRelease(daysAgo) < 75 && random.chance(0.5);
    return {
      score,
      comment: deal(person.locale, isAboutRelease ? 'release' : category),
      contact_ok: random.chance(0.4),
      responded_at: respondedAt,
    };
  };
}

const RELEASE_DAYS_AGO = 270;

/** The release lies in the future of an answer older than it: then there is no day since. */
function daysSinceRelease(daysAgo: number): number {
  return daysAgo <= RELEASE_DAYS_AGO ? RELEASE_DAYS_AGO - daysAgo : Infinity;
}

/** How far everybody's score is moved: up by 0.8 over the two years, down at once with the release, then repaired. */
function moodAt(daysAgo: number): number {
  const improvement = 0.8 * (1 - daysAgo / SAMPLE_DAYS);
  const disappointment = 1.7 * Math.exp(-daysSinceRelease(daysAgo) / 50);
  return improvement - disappointment;
}

/** The day somebody has; one in sixteen has just run into trouble, which is where the lowest scores come from. */
function momentOf(random: SeededRandom): number {
  return random.gaussian() - (random.chance(1 / 16) ? random.integer(2, 7) : 0);
}

function clamp(score: number): number {
  return Math.min(10, Math.max(0, score));
}

/** Deals comments as from shuffled decks, one per language and kind, so that none returns before all others were heard. */
function commentDealer(random: SeededRandom) {
  const decks = new Map<string, string[]>();
  return (locale: SampleLocale, kind: Category | 'release'): string => {
    const name = `${locale} ${kind}`;
    const left = decks.get(name) ?? [];
    const deck = left.length > 0 ? left : random.shuffle(SAMPLE_COMMENTS[locale][kind]);
    decks.set(name, deck.slice(1));
    return deck[0]!;
  };
}
