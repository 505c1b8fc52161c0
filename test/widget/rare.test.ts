import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import type { PageTargeting } from '../../shared/contract/targeting.ts';
import type { Elleve, Options } from '../../widget/loader/api.ts';
import { createElleve } from '../../widget/loader/elleve.ts';
import type { Loaded } from '../../widget/loader/rare.ts';
import * as rare from '../../widget/rare/rare.ts';
import { PUBLIC_KEY, surveyFixture, WRITE_TOKEN } from './survey-fixture.ts';

type Body = Record<string, unknown>;

let posted: [path: string, body: Body][];
let loaded: string[];
let opened: Loaded[];
let answers: (path: string) => Response | Promise<Response>;
/** What the view does with its stage. */
let open: (stage: { send: (path: string, body: object) => Promise<unknown> }) => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'performance', 'Date'] });
  vi.advanceTimersByTime(1_000);
  [posted, loaded, opened] = [[], [], []];
  open = () => new Promise(() => {});
  answers = (path) =>
    path === '/displays' ? Response.json({ show: true, write_token: WRITE_TOKEN }) : Response.json({ id: 'known' });
});

afterEach(() => {
  for (const elleve of opened) elleve.destroy();
  localStorage.clear();
  sessionStorage.clear();
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const claims = () => posted.filter(([path]) => path === '/displays').map(([, body]) => body);
const special = (targeting: Partial<PageTargeting>, changes: Partial<ConfigSurvey> = {}) =>
  surveyFixture({ ...changes, targeting: { ...surveyFixture().targeting, ...targeting } });

async function start(
  surveys: ConfigSurvey[],
  options: Partial<Options> = {},
  chunk: () => Promise<unknown> = async () => rare,
) {
  const isSpecial = surveys.some(({ targeting, look }) => Object.keys(targeting)[3] || look.position === 'inline');
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const path = url.slice('https://x/c'.length);
    if (path.startsWith('/config')) return Response.json({ surveys, ...(isSpecial && { special: true }) });
    posted.push([path, JSON.parse(init.body as string)]);
    return answers(path);
  });
  const elleve = createElleve({ project: PUBLIC_KEY, user: 'user-42', ...options }, 'https://x/c', async (name) => {
    loaded.push(name);
    return name === 'rare' ? chunk() : { open };
  });
  opened.push(elleve);
  await pass(0);
  return elleve as Loaded & Elleve;
}

const hide = (isHidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
  document.dispatchEvent(new Event('visibilitychange'));
};

const leave = (clientY: number) =>
  document.documentElement.dispatchEvent(new MouseEvent('mouseout', { clientY, relatedTarget: null }));

const call = async (elleve: Loaded, ...command: unknown[]) => {
  await elleve.need(...command);
  await pass(0);
};

describe('the chunk', () => {
  test('is not loaded for an ordinary survey', async () => {
    await start([surveyFixture()]);
    expect(loaded).toEqual(['view']);
  });

  test('gone after an upgrade, shows nothing and tells the page', async () => {
    const heard = vi.fn<(detail: object) => void>();
    const instance = await start([special({ idle_s: 1 })], {}, () => Promise.reject(new TypeError('gone')));
    instance.on('error', heard);
    instance.show();
    await pass(60_000);
    expect(claims()).toEqual([]);
    await instance.need('debug');
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe('a rule', () => {
  test('on the properties of a touchpoint is judged here, and they are never sent', async () => {
    const where = { invoice_paid: { amount: { gte: 100 }, currency: { in: ['EUR', 'DKK'] } } };
    const elleve = await start([special({ touchpoints: ['invoice_paid'], touchpoint_where: where })]);
    elleve.track('invoice_paid');
    elleve.track('invoice_paid', { amount: 99, currency: 'EUR' });
    elleve.track('invoice_paid', { amount: '100', currency: 'EUR' });
    await pass(2_000);
    expect(claims()).toEqual([]);
    elleve.track('invoice_paid', { amount: 100, currency: 'DKK' });
    await pass(0);
    expect(claims()).toEqual([expect.objectContaining({ touchpoint: 'invoice_paid' })]);
    expect(JSON.stringify(posted)).not.toContain('DKK');
  });

  test('on the length of the visit waits for it, from an earlier page when the device may remember', async () => {
    await start([special({ session_s: 30 })], { storage: 'local' });
    await pass(20_000);
    opened[0]!.destroy();
    expect(claims()).toEqual([]);
    // Another page of the same visit: its own clock begins anew.
    vi.spyOn(performance, 'now').mockImplementation(() => Date.now() - begun);
    const begun = Date.now() - 1;
    await start([special({ session_s: 30 })], { storage: 'local' });
    await pass(8_000);
    expect(claims()).toEqual([]);
    await pass(4_000);
    expect(claims()).toHaveLength(1);
  });

  test('on the length of the visit counts no time in a hidden tab, on this page or an earlier one', async () => {
    const survey = special({ session_s: 60 });
    const elleve = await start([survey], { storage: 'local' });
    await pass(20_000);
    hide(true);
    await pass(600_000);
    hide(false);
    await pass(20_000);
    expect(claims()).toEqual([]);
    elleve.destroy();
    await start([survey], { storage: 'local' });
    await pass(15_000);
    expect(claims()).toEqual([]);
    await pass(10_000);
    expect(claims()).toHaveLength(1);
  });

  test('on a pause begins anew when the tab is come back to', async () => {
    await start([special({ idle_s: 30 })]);
    await pass(25_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(25_000);
    expect(claims()).toEqual([]);
    await pass(10_000);
    expect(claims()).toHaveLength(1);
  });

  test('on a pause waits until nobody has pressed, clicked or touched for so long', async () => {
    await start([special({ idle_s: 10 })]);
    await pass(8_000);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await pass(9_000);
    expect(claims()).toEqual([]);
    await pass(2_500);
    expect(claims()).toHaveLength(1);
  });

  test('on scrolling waits for the depth, counted anew on another path', async () => {
    vi.stubGlobal('innerHeight', 100);
    vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(1_000);
    await start([special({ scroll_percent: 50 })]);
    vi.stubGlobal('scrollY', 300);
    document.dispatchEvent(new Event('scroll'));
    await pass(3_000);
    expect(claims()).toEqual([]);
    vi.stubGlobal('scrollY', 400);
    document.dispatchEvent(new Event('scroll'));
    vi.stubGlobal('scrollY', 0);
    await pass(3_000);
    expect(claims()).toHaveLength(1);
  });

  test('on leaving asks when the pointer leaves at the top, and only then', async () => {
    await start([special({ exit_intent: true })]);
    leave(300);
    await pass(3_000);
    expect(claims()).toEqual([]);
    leave(-1);
    await pass(0);
    expect(claims()).toHaveLength(1);
  });

  test.each<[string, Partial<PageTargeting>, number]>([
    ['another device', { devices: ['phone', 'tablet'] }, 0],
    ['this device', { devices: ['desktop'] }, 1],
    ['wider windows', { min_width_px: 5_000 }, 0],
    ['narrower windows', { max_width_px: 100 }, 0],
    ['windows like this', { min_width_px: 100, max_width_px: 5_000 }, 1],
  ])('for %s', async (_name, targeting, asked) => {
    await start([special(targeting)]);
    await pass(5_000);
    expect(claims()).toHaveLength(asked);
  });

  test('leaves ordinary surveys beside it as they are, and comes after their own rules', async () => {
    await start([
      special({ idle_s: 5, delay_s: 20 }, { id: 'srv_slow' }),
      special({ delay_s: 8 }, { id: 'srv_plain' }),
    ]);
    await pass(7_000);
    expect(claims()).toEqual([]);
    await pass(2_000);
    expect(claims()).toEqual([expect.objectContaining({ survey_id: 'srv_plain' })]);
  });

  test('inline waits for its place', async () => {
    const look = { position: 'inline', theme: 'auto' } as const;
    await start([special({}, { look })], { target: '#here' });
    await pass(5_000);
    expect(claims()).toEqual([]);
    document.body.appendChild(document.createElement('div')).id = 'here';
    await pass(1_500);
    expect(claims()).toHaveLength(1);
  });

  test('goes with the instance: nothing of the page is listened to after destroy', async () => {
    const elleve = await start([special({ exit_intent: true })]);
    elleve.destroy();
    document.documentElement.dispatchEvent(new MouseEvent('mouseout', { clientY: -1 }));
    await pass(5_000);
    expect(claims()).toEqual([]);
  });
});

describe('an anonymous person', () => {
  const anonymous = { user: undefined };

  test('has no id, and leaves nothing on the device, unless it may be kept', async () => {
    await start([surveyFixture()], anonymous);
    expect(claims()[0]).not.toHaveProperty('anonymous_id');
    expect(localStorage).toHaveLength(0);
  });

  test('has one random id on every page where the device may keep it', async () => {
    await start([surveyFixture()], { ...anonymous, storage: 'local' });
    await start([surveyFixture()], { ...anonymous, storage: 'local' });
    const [first, second] = claims().map((body) => body['anonymous_id']);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(second).toBe(first);
  });

  test('consents before anything is asked, and takes it back', async () => {
    const elleve = await start([special({ delay_s: 5 })], anonymous);
    await call(elleve, 'consent', true);
    await pass(6_000);
    expect(claims()[0]).toHaveProperty('anonymous_id');
    elleve.consent(false);
    hide(true);
    hide(false);
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });

  test('is named in no claim of somebody known', async () => {
    await start([surveyFixture()], { storage: 'local' });
    expect(claims()[0]).not.toHaveProperty('anonymous_id');
  });

  test('is asked all the same when the storage is blocked', async () => {
    for (const method of ['getItem', 'setItem'] as const) {
      vi.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException('blocked', 'SecurityError');
      });
    }
    await start([surveyFixture()], { ...anonymous, storage: 'local' });
    expect(claims()[0]).toHaveProperty('anonymous_id');
  });
});

describe('an answer that could not be sent', () => {
  const score = { id: 'r1', display_id: 'd1', score: 9 };

  /** A page that answers, and is left before the collector was reached. */
  async function leavePage() {
    answers = (path) =>
      path === '/displays' ? Response.json({ show: true, write_token: WRITE_TOKEN }) : new Promise(() => {});
    open = async ({ send }) => {
      void send('/responses', score);
      void send('/responses/r1/changes', { comment: 'Nice' });
    };
    await start([surveyFixture()], { storage: 'local' });
    await pass(0);
    opened.pop()!.destroy();
    posted = [];
    open = () => new Promise(() => {});
    answers = () => Response.json({ id: 'known' });
  }

  test('is sent in its order from the next page, with the time that has passed, and then forgotten', async () => {
    await leavePage();
    await pass(60_000);
    await start([], { storage: 'local' });
    await pass(1_000);
    expect(posted).toEqual([
      ['/responses', { ...score, answered_ms_ago: 60_000 }],
      ['/responses/r1/changes', { comment: 'Nice' }],
    ]);
    posted = [];
    await start([], { storage: 'local' });
    await pass(1_000);
    expect(posted).toEqual([]);
  });

  test('is forgotten when the collector refuses it', async () => {
    await leavePage();
    answers = () => Response.json({ code: 'bad_write_token' }, { status: 403 });
    await start([], { storage: 'local' });
    await pass(1_000);
    posted = [];
    await start([], { storage: 'local' });
    await pass(1_000);
    expect(posted).toEqual([]);
  });

  test('is kept nowhere without leave', async () => {
    answers = (path) =>
      path === '/displays' ? Response.json({ show: true, write_token: WRITE_TOKEN }) : Promise.reject(new Error());
    open = async ({ send }) => void send('/responses', score);
    const elleve = await start([surveyFixture()]);
    await call(elleve, 'consent', undefined);
    expect(localStorage).toHaveLength(0);
  });
});

test('debug tells for every survey why it shows or does not', async () => {
  vi.spyOn(console, 'group').mockReturnValue();
  vi.spyOn(console, 'log').mockReturnValue();
  const table = vi.spyOn(console, 'table').mockReturnValue();
  const elleve = await start([
    special({ touchpoints: ['paid'] }, { id: 'srv_touchpoint' }),
    special({ url_patterns: ['/nowhere'] }, { id: 'srv_path' }),
    special({ delay_s: 60 }, { id: 'srv_delay' }),
    special({ idle_s: 60 }, { id: 'srv_idle' }),
    special({ devices: ['phone'] }, { id: 'srv_device' }),
  ]);
  await call(elleve, 'debug');
  elleve.debug();
  const rows = table.mock.lastCall![0] as Record<string, { verdict: string }>;
  expect(Object.fromEntries(Object.entries(rows).map(([id, { verdict }]) => [id, verdict]))).toEqual({
    srv_touchpoint: 'waits for a touchpoint',
    srv_path: 'is not for this path',
    srv_delay: 'waits for its delay',
    srv_idle: 'waits for a pause',
    srv_device: 'is not for this device',
  });
});

test('debug names the traits that the collector ignored, once', async () => {
  vi.spyOn(console, 'group').mockReturnValue();
  vi.spyOn(console, 'table').mockReturnValue();
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const ignored_traits = ['plan', 'account.size'];
  answers = () => Response.json({ show: false, because: 'not_now', ignored_traits });
  const elleve = await start([special({ devices: ['desktop'] }), special({ devices: ['desktop'] }, { id: 'srv_2' })]);
  await pass(2_000);
  expect(claims()).toHaveLength(2);
  await call(elleve, 'debug');
  expect(log).toHaveBeenCalledWith('ignored, as no such trait is declared', ignored_traits);
});
