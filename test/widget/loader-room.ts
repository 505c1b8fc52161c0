import { afterEach, beforeEach, vi } from 'vitest';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import type { Targeting } from '../../shared/contract/targeting.ts';
import type { Options } from '../../widget/loader/api.ts';
import { createElleve } from '../../widget/loader/elleve.ts';
import type { Loaded } from '../../widget/loader/rare.ts';
import type { Stage } from '../../widget/loader/view.ts';
import * as rare from '../../widget/rare/rare.ts';
import { PUBLIC_KEY, surveyFixture, WRITE_TOKEN } from './survey-fixture.ts';

export const ROOT = `https://nps.example.com/c/${PUBLIC_KEY}`;
const granted = { show: true, write_token: WRITE_TOKEN, expires_at: '2999-01-01T00:00:00.000Z' };

interface Request {
  path: string;
  body: Record<string, unknown>;
}

interface Room {
  /** What the widget asked of the collector. */
  requests: Request[];
  /** What the collector answers: of the configuration, and to a claim. */
  surveys: unknown;
  verdict: object;
  /** What was opened by the view, and what stands. */
  stages: Stage[];
  opened: Loaded[];
}

export const room: Room = { requests: [], surveys: [], verdict: granted, stages: [], opened: [] };

/** The loader in an imitated page, with a collector that answers at once and a view that draws nothing; for each test anew. */
export function inLoaderRoom(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'performance', 'Date'] });
    vi.advanceTimersByTime(1_000);
    Object.assign(room, { requests: [], surveys: [surveyFixture()], verdict: granted, stages: [], opened: [] });
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const path = url.slice(ROOT.length);
      room.requests.push({ path, body: JSON.parse((init.body as string | undefined) ?? '{}') });
      if (path.startsWith('/config')) return Response.json({ surveys: room.surveys });
      return Response.json(path === '/displays' ? room.verdict : { id: 'known' });
    });
  });

  afterEach(() => {
    for (const elleve of room.opened) elleve.destroy();
    document.body.replaceChildren();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

export const sent = (path: string) => room.requests.filter((request) => request.path.startsWith(path));
export const claims = () => sent('/displays').filter(({ path }) => path === '/displays');
export const asked = () => claims().map(({ body }) => body['survey_id']);
export const givenBack = () => room.requests.filter(({ body }) => body['reason'] === 'not_drawn');
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Draws nothing: a stage stands until it is closed. */
export const view = {
  open: (stage: Stage) =>
    new Promise<void>((gone, notDrawn) => {
      if (!stage.isWanted() || !stage.emit('beforeShow', { survey_id: stage.survey.id })) return notDrawn();
      room.stages.push(stage);
      stage.close = () => gone();
    }),
};

/** A view whose chunk is on its way until it arrives. */
export function slowView() {
  const arrivals: (() => void)[] = [];
  const loaded = new Promise<typeof view>((resolve) => arrivals.push(() => resolve(view)));
  return { loadView: () => loaded, arrive: () => arrivals.forEach((arrive) => arrive()) };
}

export const load = async (chunk: string) => (chunk === 'view' ? view : rare);

/** A tab that can be hidden: no frame comes until it is shown. */
export function framesThatWait() {
  let isHidden = false;
  const waiting: FrameRequestCallback[] = [];
  const next = requestAnimationFrame;
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) =>
    isHidden ? waiting.push(frame) : next(frame),
  );
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
  return {
    hide: () => void (isHidden = true),
    show() {
      isHidden = false;
      for (const frame of waiting.splice(0)) next(frame);
    },
  };
}

export async function start(options: Partial<Options> = {}, loadChunk: (chunk: string) => Promise<unknown> = load) {
  const elleve = createElleve({ project: PUBLIC_KEY, user: 'user-42', ...options }, ROOT, loadChunk);
  room.opened.push(elleve);
  await pass(0);
  return elleve;
}

export const targeted = (targeting: Partial<Targeting>, id = 'srv_0123456789abcdef'): ConfigSurvey =>
  surveyFixture({ id, targeting: { ...surveyFixture().targeting, ...targeting } });
