import type { Traits } from '../../shared/contract/common.ts';
import { sampleAccounts } from './sample-accounts.ts';
import { sampleAnswers, type SampleAnswer } from './sample-answers.ts';
import { sampleSchedule } from './sample-schedule.ts';
import { seededRandom } from './seeded-random.ts';

interface SampleOptions {
  /** The same seed, `now` and zone give the same data. */
  seed: number;
  /** Epoch milliseconds; the two years end here. */
  now: number;
  /** The IANA zone whose office hours the invented people keep. */
  zone: string;
}

/** One showing, and what became of it. Times are epoch milliseconds. */
export interface SampleDisplay {
  respondent: string;
  account: { id: string; name: string };
  traits: Traits;
  locale: string;
  touchpoint?: string;
  displayed_at: number;
  outcome: 'answered' | 'dismissed' | 'ignored';
  /** Present when the outcome is `answered`. */
  answer?: SampleAnswer;
}

/**
 * Two years of invented answers about an invoicing product, from some sixty invented companies, in time order. They tell
 * a story to find: slow improvement, a release nine months ago that went badly and was repaired, and plans that differ.
 * Every account and person has an id that begins with `sample-`.
 */
export function* sampleData({ seed, now, zone }: SampleOptions): Generator<SampleDisplay, void, void> {
  const random = seededRandom(seed);
  const answerTo = sampleAnswers(random, now);
  for (const ask of sampleSchedule(random, sampleAccounts(random), now, zone)) {
    const { account, person } = ask;
    const touchpoint = random.chance(0.3) && random.pick(TOUCHPOINTS);
    const display = {
      respondent: person.id,
      account: { id: account.id, name: account.name },
      traits: { plan: account.plan, region: account.region, role: person.role },
      locale: person.locale,
      ...(touchpoint && { touchpoint }),
      displayed_at: ask.displayedAt,
    };
    const answer = answerTo(ask);
    if (answer) yield { ...display, outcome: 'answered', answer };
    else yield { ...display, outcome: random.chance(0.4) ? 'dismissed' : 'ignored' };
  }
}

const TOUCHPOINTS = ['invoice_sent', 'invoice_paid', 'report_exported'];
