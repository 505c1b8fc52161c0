import { ENDPOINTS, filteredQuestions, type Endpoint } from './filtered-questions.ts';
import type { BenchDatabase } from './make-database.ts';

const COMBINATIONS = 200;
/** No set of questions takes longer, however slow a report is: fewer are asked then. */
const LONGEST_MS = 2_500;

/** What many questions of one report took, in milliseconds, and which one took longest. */
export interface ManyAsked {
  /** Fewer than 200 where these took too long. */
  asked: number;
  median: number;
  worst: number;
  worst_url: string;
}

export interface EndpointReport {
  name: string;
  /** With one trait at least among the filters, asked for the first time and again. */
  traits_first: ManyAsked;
  traits_again: ManyAsked;
  /** With filters, but none of a trait. */
  plain_first: ManyAsked;
  plain_again: ManyAsked;
}

/** Every report with 200 seeded combinations of filters of each kind. */
export async function benchEndpoints(
  database: BenchDatabase,
  ask: (question: { url: string }) => Promise<number>,
): Promise<EndpointReport[]> {
  const reports: EndpointReport[] = [];
  for (const endpoint of ENDPOINTS) reports.push(await benchEndpoint(endpoint, database, ask));
  return reports;
}

async function benchEndpoint(
  endpoint: Endpoint,
  database: BenchDatabase,
  ask: (question: { url: string }) => Promise<number>,
): Promise<EndpointReport> {
  const many = (count: number, byTrait: boolean) => filteredQuestions(endpoint, database, count, byTrait);
  // Other questions first, so that none is asked of code that is not compiled yet.
  for (const warming of [many(20, true), many(21, false)]) await askMany(warming, ask);
  const [traits, plain] = [many(COMBINATIONS, true), many(COMBINATIONS + 1, false)];
  return {
    name: endpoint.name,
    traits_first: await askMany(traits, ask),
    traits_again: await askMany(traits, ask),
    plain_first: await askMany(plain, ask),
    plain_again: await askMany(plain, ask),
  };
}

async function askMany(
  questions: { url: string }[],
  ask: (question: { url: string }) => Promise<number>,
): Promise<ManyAsked> {
  const begin = performance.now();
  const times: { url: string; ms: number }[] = [];
  for (const { url } of questions) {
    if (performance.now() - begin > LONGEST_MS) break;
    times.push({ url, ms: await ask({ url }) });
  }
  times.sort((a, b) => a.ms - b.ms);
  const worst = times.at(-1)!;
  return { asked: times.length, median: times[times.length >> 1]!.ms, worst: worst.ms, worst_url: worst.url };
}
