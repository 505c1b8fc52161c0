import type { App } from '../../../../server/context.ts';
import { Refusal } from './answers.ts';
import type { Loaded } from './load.ts';
import type { Question } from './question.ts';
import { accounts } from './accounts.ts';
import { breakdown } from './breakdown.ts';
import { coverage } from './coverage.ts';
import { exported, responses } from './responses.ts';
import { terms } from './terms.ts';
import { markerReport, metrics } from './metrics.ts';
import { series } from './series.ts';
import type { World } from './world.ts';

type Body = Record<string, unknown>;

export interface Verdict {
  expected: unknown;
  heard: unknown;
}

/** What the definitions say to a question, and what the API says to it. */
export async function askBoth(app: App, world: World, loaded: Loaded, question: Question): Promise<Verdict> {
  return { expected: expectedOf(world, loaded, question), heard: await heardFrom(app, loaded, question) };
}

function expectedOf(world: World, loaded: Loaded, question: Question): unknown {
  try {
    return answerTo(world, loaded, question);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code };
    throw error;
  }
}

function answerTo(world: World, loaded: Loaded, { ask, query }: Question): unknown {
  if (ask === 'metrics') return metrics(world, loaded, query);
  if (ask === 'series') return series(world, loaded, query);
  if (ask === 'breakdown') return breakdown(world, loaded, query);
  if (ask === 'accounts') return accounts(world, loaded, query);
  if (ask === 'coverage') return coverage(world, loaded, query);
  if (ask === 'responses') return responses(world, loaded, query);
  if (ask === 'export') return exported(world, loaded, query);
  if (ask === 'terms') return terms(world, loaded, query);
  return markerReport(world, loaded, query);
}

export const PATHS: Record<Question['ask'], string> = {
  metrics: '/v1/metrics',
  series: '/v1/metrics/series',
  breakdown: '/v1/metrics/breakdown',
  accounts: '/v1/metrics/accounts',
  coverage: '/v1/metrics/coverage',
  marker: '/v1/markers',
  responses: '/v1/responses',
  export: '/v1/responses/export',
  terms: '/v1/metrics/terms',
};

async function heardFrom(app: App, loaded: Loaded, question: Question): Promise<unknown> {
  if (question.ask === 'accounts') return allPages(app, loaded, question, '2');
  if (question.ask === 'responses') return whatWasSaid(await allPages(app, loaded, question, '7'));
  if (question.ask === 'export') return whatWasSaid(await linesOf(app, loaded, question));
  const id = question.ask === 'marker' ? `/${markerId(loaded, question.query.marker)}` : '';
  return get(app, loaded, `${PATHS[question.ask]}${id}?${spelled(loaded, question).toString()}`);
}

/** A few rows a page, so that there are several. */
async function allPages(app: App, loaded: Loaded, question: Question, limit: string): Promise<Body> {
  const data: unknown[] = [];
  for (let cursor: string | null = ''; ;) {
    const search = spelled(loaded, question);
    search.set('limit', limit);
    if (cursor !== '') search.set('cursor', cursor);
    const page = await get(app, loaded, `${PATHS[question.ask]}?${search.toString()}`);
    if (!Array.isArray(page['data'])) return page;
    data.push(...(page['data'] as unknown[]));
    const { next_cursor, ...rest } = page;
    if (next_cursor === null) return { ...rest, data };
    cursor = next_cursor as string;
  }
}

async function linesOf(app: App, loaded: Loaded, question: Question): Promise<Body> {
  const search = spelled(loaded, question);
  search.set('format', 'ndjson');
  const heard = await fetched(app, loaded, `${PATHS.export}?${search.toString()}`);
  if (heard.statusCode !== 200) return { code: heard.json<Body>()['code'] };
  return { data: heard.body.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown])) };
}

/** Without the moment of the last change and the flags, which are the server's own. */
function whatWasSaid(heard: Body): Body {
  if (!Array.isArray(heard['data'])) return heard;
  return { data: (heard['data'] as Body[]).map(({ updated_at: _updatedAt, flags: _flags, ...row }) => row) };
}

function fetched(app: App, { secret_key }: Loaded, url: string) {
  return app.inject({ url, headers: { authorization: `Bearer ${secret_key}` } });
}

async function get(app: App, loaded: Loaded, url: string): Promise<Body> {
  const heard = await fetched(app, loaded, url);
  const body = heard.json<Record<string, unknown>>();
  return heard.statusCode === 200 ? body : { code: body['code'] };
}

function spelled(loaded: Loaded, { query, ask }: Question): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, unknown][]) {
    if (name === 'survey') for (const place of value as number[]) search.append('survey', loaded.surveys[place]!);
    else if (name === 'where') addTraits(search, value as Record<string, string[]>);
    else if (name === 'compare') search.set('compare', comparison(loaded, value));
    else if (name === 'marker' && ask === 'marker') continue;
    else for (const one of [value].flat()) search.append(name, String(one));
  }
  return search;
}

function addTraits(search: URLSearchParams, where: Record<string, string[]>): void {
  for (const [key, values] of Object.entries(where)) {
    for (const value of values) search.append(`where[${key}]`, value);
  }
}

function comparison(loaded: Loaded, compare: unknown): string {
  if (typeof compare === 'string') return compare;
  const { marker, since, until } = compare as { marker?: number; since?: string; until?: string };
  return marker === undefined ? `${since}..${until}` : `marker:${markerId(loaded, marker)}`;
}

function markerId({ markers }: Loaded, place: number): string {
  return markers[place] ?? 'mrk_0000000000000000';
}
