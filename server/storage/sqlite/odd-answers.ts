import { LIMITS } from '../../../shared/limits.ts';
import { bitsOf, type Flag } from '../../../shared/flags.ts';

export interface Arrival {
  survey: string;
  isVerified: boolean;
  displayed_at: number;
  responded_at: number;
  received_at: number;
}

const LATE_MS = LIMITS.claimHours * 60 * 60 * 1000;
const BURST = { answers: 100, ms: 10_000 };

/** Judges answers as they arrive. The last arrivals are kept in memory: what was before a restart is no burst any more. */
export class OddAnswers {
  /** Of each survey the instants of its last unverified answers, as a ring. */
  readonly #arrivals = new Map<string, { instants: Float64Array; next: number }>();

  /** The bits of what is odd about an answer; 0 when nothing is. */
  judge({ survey, isVerified, displayed_at, responded_at, received_at }: Arrival): number {
    const flags: Flag[] = [];
    if (!isVerified && this.#isBurst(survey, received_at)) flags.push('burst');
    if (received_at - displayed_at > LATE_MS) flags.push('late');
    if (responded_at < displayed_at) flags.push('impossible_time');
    return bitsOf(flags);
  }

  /** More than a hundred within ten seconds, whoever they say they are. */
  #isBurst(survey: string, now: number): boolean {
    const ring = this.#arrivals.get(survey) ?? { instants: new Float64Array(BURST.answers).fill(-Infinity), next: 0 };
    this.#arrivals.set(survey, ring);
    const hundredBefore = ring.instants[ring.next]!;
    ring.instants[ring.next] = now;
    ring.next = (ring.next + 1) % BURST.answers;
    return now - hundredBefore <= BURST.ms;
  }
}
