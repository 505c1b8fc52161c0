import { clusteredVariance, mean, roundFraction } from '../../../shared/oracle.ts';

/** One thing that is counted: +1, 0 or −1, and whose it is. */
export interface Vote {
  value: number;
  owner: string;
}

export interface Sample {
  votes: Vote[];
  /** How many independent votes it is worth. */
  size: number;
  method: string;
}

const Z: Record<string, number> = { '0.90': 1.6448536269514722, '0.95': 1.959963984540054, '0.99': 2.5758293035489004 };

export function npsOf(values: number[]): { nps: number | null; nps_exact: number | null } {
  if (values.length === 0) return { nps: null, nps_exact: null };
  const net = values.reduce((sum, value) => sum + value, 0);
  return { nps: roundFraction(BigInt(100 * net), BigInt(values.length)) || 0, nps_exact: (100 * net) / values.length };
}

export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : roundFraction(BigInt(1000 * part), BigInt(whole)) / 10;
}

export function independent(votes: Vote[]): Sample {
  return { votes, size: votes.length, method: 'adjusted_wald' };
}

export function clustered(votes: Vote[]): Sample {
  const values = votes.map(({ value }) => value);
  const names = votes.map(({ owner }) => owner);
  const owners = names.map((name) => names.indexOf(name));
  const n = votes.length;
  const spread = values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);
  let effect: number;
  if (new Set(owners).size < 2 || spread < 1e-12) {
    effect = owners.reduce((sum, owner) => sum + owners.filter((other) => other === owner).length, 0) / n;
  } else {
    const naive = clusteredVariance(
      values,
      values.map((_, place) => place),
    );
    effect = Math.max(1, clusteredVariance(values, owners) / naive);
  }
  return { votes, size: n / effect, method: 'adjusted_wald_clustered' };
}

interface Estimate {
  raw: number;
  estimate: number;
  error: number;
  shrinkage: number;
}

export function estimateOf(sample: Sample): Estimate {
  const values = sample.votes.map(({ value }) => value);
  const share = (sought: number) => values.filter((value) => value === sought).length / values.length;
  return estimateFrom(share(1), share(-1), sample.size);
}

export function estimateFrom(promoters: number, detractors: number, size: number): Estimate {
  const n = size + 3;
  const p = (size * promoters + 0.75) / n;
  const d = (size * detractors + 0.75) / n;
  return {
    raw: 100 * (promoters - detractors),
    estimate: 100 * (p - d),
    error: 100 * Math.sqrt((p + d - (p - d) ** 2) / n),
    shrinkage: size / n,
  };
}

export function intervalOf({ raw, estimate, error }: Estimate, confidence: string, method: string) {
  const reach = Z[confidence]! * error;
  return {
    confidence: Number(confidence),
    low: Math.min(raw, Math.max(-100, estimate - reach)),
    high: Math.max(raw, Math.min(100, estimate + reach)),
    method,
  };
}

export function differenceOf(current: Sample, previous: Sample, confidence: string) {
  if (current.votes.length === 0 || previous.votes.length === 0) {
    return { difference: null, difference_interval: null, p_value: null, significant: null };
  }
  const [now, then] = [estimateOf(current), estimateOf(previous)];
  const difference = now.raw - then.raw;
  const estimate = now.estimate - then.estimate;
  const together = 2 * covariance(current.votes, previous.votes) * now.shrinkage * then.shrinkage;
  const error = Math.sqrt(now.error ** 2 + then.error ** 2 - together);
  const reach = Z[confidence]! * error;
  const low = Math.min(difference, Math.max(-200, estimate - reach));
  const high = Math.max(difference, Math.min(200, estimate + reach));
  return {
    difference,
    difference_interval: { confidence: Number(confidence), low, high, method: current.method },
    p_value: twoSided(estimate / error),
    significant: low > 0 || high < 0,
  };
}

/** In points², from those who stand on both sides. */
function covariance(current: Vote[], previous: Vote[]): number {
  const owners = [...new Set(current.map(({ owner }) => owner))];
  const of = (votes: Vote[], owner: string) => votes.filter((vote) => vote.owner === owner).map(({ value }) => value);
  const both = owners
    .map((owner) => ({ here: of(current, owner), there: of(previous, owner) }))
    .filter(({ there }) => there.length > 0);
  if (both.length === 0) return 0;
  const centre = (sides: number[][]) =>
    total(sides.map((side) => total(side) * side.length)) / total(sides.map((side) => side.length ** 2));
  const c = centre(both.map(({ here }) => here));
  const c2 = centre(both.map(({ there }) => there));
  const sum = total(
    both.map(({ here, there }) => (total(here) - c * here.length) * (total(there) - c2 * there.length)),
  );
  return (10_000 * sum) / (current.length * previous.length);
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function density(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** Twice the area beyond |z|, by Simpson's rule. */
function twoSided(z: number): number {
  const end = Math.min(Math.abs(z), 12);
  const steps = 2_000;
  let sum = density(0) + density(end);
  for (let step = 1; step < steps; step++) sum += (step % 2 === 1 ? 4 : 2) * density((step * end) / steps);
  return Math.max(0, 1 - (2 * sum * end) / steps / 3);
}

/** The least p·m/rank among those no smaller. */
export function benjaminiHochberg(values: number[]): number[] {
  const rank = (value: number) => values.filter((other) => other <= value).length;
  return values.map((value) =>
    Math.min(1, ...values.filter((other) => other >= value).map((other) => (other * values.length) / rank(other))),
  );
}
