import { afterEach, beforeEach, vi } from 'vitest';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import type { PageTargeting } from '../../shared/contract/targeting.ts';
import type { Elleve, Options } from '../../widget/loader/api.ts';
import { createElleve } from '../../widget/loader/elleve.ts';
import type { Loaded } from '../../widget/loader/rare.ts';
import * as rare from '../../widget/rare/rare.ts';
import { PUBLIC_KEY, surveyFixture, WRITE_TOKEN } from './survey-fixture.ts';

interface Room {
  posted: [path: string, body: Record<string, unknown>][];
  /** Names of the chunks. */
  loaded: string[];
  opened: Loaded[];
  /** What the collector answers to a claim, or to what follows. */
  answers: (path: string) => Response | Promise<Response>;
  /** What the view does with its stage. */
  open: (stage: { send: (path: string, body: object) => Promise<unknown> }) => Promise<void>;
}

export const room: Room = { posted: [], loaded: [], opened: [], answers: granting, open: standing };

function granting(path: string): Response {
  return path === '/displays'
    ? Response.json({ show: true, write_token: WRITE_TOKEN })
    : Response.json({ id: 'known' });
}

/** The survey stands, and nothing else happens. */
export function standing(): Promise<void> {
  return new Promise(() => {});
}

/** The loader and its rare parts in an imitated page; for each test anew. */
export function inRareRoom(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'performance', 'Date'] });
    vi.advanceTimersByTime(1_000);
    Object.assign(room, { posted: [], loaded: [], opened: [], answers: granting, open: standing });
  });

  afterEach(() => {
    for (const elleve of room.opened) elleve.destroy();
    localStorage.clear();
    sessionStorage.clear();
    document.body.replaceChildren();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
export const claims = () => room.posted.filter(([path]) => path === '/displays').map(([, body]) => body);
export const special = (targeting: Partial<PageTargeting>, changes: Partial<ConfigSurvey> = {}) =>
  surveyFixture({ ...changes, targeting: { ...surveyFixture().targeting, ...targeting } });

export async function start(
  surveys: ConfigSurvey[],
  options: Partial<Options> = {},
  chunk: () => Promise<unknown> = async () => rare,
) {
  const isSpecial = surveys.some(({ targeting, look }) => Object.keys(targeting)[3] || look.position === 'inline');
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const path = url.slice('https://x/c'.length);
    if (path.startsWith('/config')) return Response.json({ surveys, ...(isSpecial && { special: true }) });
    room.posted.push([path, JSON.parse(init.body as string)]);
    return room.answers(path);
  });
  const elleve = createElleve({ project: PUBLIC_KEY, user: 'user-42', ...options }, 'https://x/c', async (name) => {
    room.loaded.push(name);
    return name === 'rare' ? chunk() : { open: room.open };
  });
  room.opened.push(elleve);
  await pass(0);
  return elleve as Loaded & Elleve;
}

export const hide = (isHidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
  document.dispatchEvent(new Event('visibilitychange'));
};

export const leave = (clientY: number) =>
  document.documentElement.dispatchEvent(new MouseEvent('mouseout', { clientY, relatedTarget: null }));

export const call = async (elleve: Loaded, ...command: unknown[]) => {
  await elleve.need(...command);
  await pass(0);
};
