import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConfigSurvey, DismissalReason } from '../../shared/contract/collector.ts';
import type { Targeting } from '../../shared/contract/targeting.ts';
import type { Options } from '../../widget/loader/api.ts';
import { createElleve } from '../../widget/loader/elleve.ts';
import type { Stage } from '../../widget/loader/view.ts';
import * as rare from '../../widget/rare/rare.ts';
import { PUBLIC_KEY, surveyFixture, WRITE_TOKEN } from './survey-fixture.ts';

const ROOT = `https://nps.example.com/c/${PUBLIC_KEY}`;
const granted = { show: true, write_token: WRITE_TOKEN, expires_at: '2999-01-01T00:00:00.000Z' };

interface Request {
  path: string;
  body: Record<string, unknown>;
}

let requests: Request[];
let surveys: unknown;
let verdict: object;
let stages: Stage[];
let opened: Elleve[] = [];
type Elleve = ReturnType<typeof createElleve>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'performance', 'Date'] });
  vi.advanceTimersByTime(1_000);
  requests = [];
  surveys = [surveyFixture()];
  verdict = granted;
  stages = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const path = url.slice(ROOT.length);
    requests.push({ path, body: JSON.parse((init.body as string | undefined) ?? '{}') });
    if (path.startsWith('/config')) return Response.json({ surveys });
    return Response.json(path === '/displays' ? verdict : { id: 'known' });
  });
});

afterEach(() => {
  for (const elleve of opened) elleve.destroy();
  opened = [];
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const sent = (path: string) => requests.filter((request) => request.path.startsWith(path));
const claims = () => sent('/displays').filter(({ path }) => path === '/displays');
const asked = () => claims().map(({ body }) => body['survey_id']);
const givenBack = () => requests.filter(({ body }) => body['reason'] === 'not_drawn');
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Draws nothing: a stage stands until it is closed. */
const view = {
  open: (stage: Stage) =>
    new Promise<void>((gone, notDrawn) => {
      if (!stage.isWanted() || !stage.emit('beforeShow', { survey_id: stage.survey.id })) return notDrawn();
      stages.push(stage);
      stage.close = () => gone();
    }),
};

/** A view whose chunk is on its way until it arrives. */
function slowView() {
  const arrivals: (() => void)[] = [];
  const loaded = new Promise<typeof view>((resolve) => arrivals.push(() => resolve(view)));
  return { loadView: () => loaded, arrive: () => arrivals.forEach((arrive) => arrive()) };
}

const load = async (chunk: string) => (chunk === 'view' ? view : rare);

/** A tab that can be hidden: no frame comes until it is shown. */
function framesThatWait() {
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

async function start(options: Partial<Options> = {}, loadChunk: (chunk: string) => Promise<unknown> = load) {
  const elleve = createElleve({ project: PUBLIC_KEY, user: 'user-42', ...options }, ROOT, loadChunk);
  opened.push(elleve);
  await pass(0);
  return elleve;
}

const targeted = (targeting: Partial<Targeting>, id = 'srv_0123456789abcdef'): ConfigSurvey =>
  surveyFixture({ id, targeting: { ...surveyFixture().targeting, ...targeting } });

describe('asking', () => {
  test('claims a display for the person, then draws it', async () => {
    await start({ account: 'acme', token: 'jwt', locale: 'da' });
    expect(requests[0]!.path).toBe('/config?locale=da');
    expect(claims()[0]!.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{14}7/),
      survey_id: 'srv_0123456789abcdef',
      survey_version: 1,
      respondent: { id: 'user-42', token: 'jwt' },
      account: { id: 'acme' },
      locale: 'en',
      url_path: '/',
      dropped: 0,
    });
    expect(stages).toHaveLength(1);
    expect(stages[0]!.displayId).toBe(claims()[0]!.body['id']);
  });

  test('loads no view when the collector says no, and rests as long as it says', async () => {
    verdict = { show: false, because: 'not_now', retry_after_s: 90 };
    const loadView = vi.fn<() => Promise<typeof view>>(async () => view);
    const elleve = await start({}, loadView);
    await pass(60_000);
    elleve.track('anything');
    expect(claims()).toHaveLength(1);
    await pass(31_000);
    elleve.track('anything');
    await pass(0);
    expect(claims()).toHaveLength(2);
    expect(loadView).not.toHaveBeenCalled();
  });

  test.each([{}, { retry_after_s: 0 }])('is final on this page when the collector names no time: %o', async (more) => {
    verdict = { show: false, because: 'closed', ...more };
    const elleve = await start();
    elleve.track('anything');
    await pass(600_000);
    expect(claims()).toHaveLength(1);
  });

  test('asks no second time after the survey has left', async () => {
    await start();
    stages[0]!.close!('closed');
    await pass(600_000);
    expect(claims()).toHaveLength(1);
  });

  test('tells how many answers it had to give up, once', async () => {
    surveys = [surveyFixture(), targeted({ touchpoints: ['paid'] }, 'srv_2')];
    const elleve = await start();
    stages[0]!.onLost();
    stages[0]!.onLost();
    stages[0]!.close!('closed');
    await pass(0);
    elleve.track('paid');
    await pass(0);
    expect(claims().map(({ body }) => body['dropped'])).toEqual([0, 2]);
  });
});

describe('local rules', () => {
  test('waits for the delay', async () => {
    surveys = [targeted({ delay_s: 5 })];
    await start();
    await pass(4_000);
    expect(claims()).toHaveLength(0);
    await pass(2_000);
    expect(claims()).toHaveLength(1);
  });

  test('counts no delay while the tab is hidden, neither from the opening nor from a touchpoint reached before or meanwhile', async () => {
    surveys = [
      targeted({ delay_s: 60 }, 'srv_opened'),
      targeted({ delay_s: 60, touchpoints: ['before'] }, 'srv_before'),
      targeted({ delay_s: 60, touchpoints: ['meanwhile'] }, 'srv_meanwhile'),
    ];
    verdict = { show: false, because: 'not_now' };
    const frames = framesThatWait();
    const elleve = await start();
    await pass(30_500);
    elleve.track('before');
    frames.hide();
    await pass(600_000);
    elleve.track('meanwhile');
    await pass(600_000);
    frames.show();
    await pass(20_000);
    expect(asked()).toEqual([]);
    await pass(20_000);
    expect(asked()).toEqual(['srv_opened']);
    await pass(15_000);
    expect(asked()).toEqual(['srv_opened']);
    await pass(10_000);
    expect(asked()).toEqual(['srv_opened', 'srv_before', 'srv_meanwhile']);
  });

  test('waits for a touchpoint named like a property of every object', async () => {
    surveys = [targeted({ touchpoints: ['constructor'] })];
    const elleve = await start();
    expect(claims()).toHaveLength(0);
    elleve.track('constructor');
    await pass(0);
    expect(claims()).toHaveLength(1);
  });

  test('waits for a touchpoint, and names it', async () => {
    surveys = [targeted({ touchpoints: ['invoice_paid', 'ticket_closed'] })];
    const elleve = await start();
    elleve.track('logged_in');
    await pass(60_000);
    expect(claims()).toHaveLength(0);
    elleve.track('ticket_closed');
    await pass(0);
    expect(claims()[0]!.body['touchpoint']).toBe('ticket_closed');
  });

  test('sets no timer when only a touchpoint is waited for, or nothing is left to ask', async () => {
    surveys = [targeted({ touchpoints: ['paid'] })];
    await start();
    expect(vi.getTimerCount()).toBe(0);
    surveys = [];
    await start();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('follows the path of a page that changes it without loading', async () => {
    surveys = [targeted({ url_patterns: ['/settings/*'] })];
    await start();
    await pass(5_000);
    expect(claims()).toHaveLength(0);
    history.pushState(null, '', '/settings/team?secret=1#x');
    await pass(1_000);
    expect(claims()[0]!.body['url_path']).toBe('/settings/team');
    history.replaceState(null, '', '/');
  });

  test('runs nothing in a hidden tab, and goes on when it is seen', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    // A hidden tab draws no frames.
    const frames: FrameRequestCallback[] = [];
    vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
    await start();
    await pass(60_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(claims()).toHaveLength(0);
    hidden.mockReturnValue(false);
    frames[0]!(0);
    await pass(0);
    expect(claims()).toHaveLength(1);
    hidden.mockRestore();
  });

  test('fetches the surveys again on a page that stayed open', async () => {
    surveys = [targeted({ touchpoints: ['paid'] })];
    const elleve = await start();
    await pass(3_600_000);
    surveys = [targeted({ touchpoints: ['paid'] }), targeted({}, 'srv_new')];
    elleve.track('paid');
    await pass(0);
    expect(sent('/config')).toHaveLength(2);
    expect(claims()).toHaveLength(1);
  });
});

describe('a claim is given back', () => {
  test('when the view cannot be loaded', async () => {
    const heard = vi.fn<(detail: object) => void>();
    const elleve = await start({}, () => Promise.reject(new TypeError('gone after an upgrade')));
    elleve.on('error', heard);
    expect(givenBack()).toEqual([
      {
        path: `/displays/${String(claims()[0]!.body['id'])}/dismissal`,
        body: { write_token: WRITE_TOKEN, reason: 'not_drawn' },
      },
    ]);
    await pass(600_000);
    expect(claims()).toHaveLength(1);
  });

  test('when the person became another, who is then asked', async () => {
    const slow = slowView();
    const elleve = await start({ user: '' }, slow.loadView);
    elleve.identify({ id: 7 });
    slow.arrive();
    await pass(0);
    expect(givenBack()).toHaveLength(1);
    expect(claims().map(({ body }) => body['respondent'])).toEqual([undefined, { id: '7' }]);
    expect(stages).toHaveLength(1);
  });

  test('when the page vetoes it', async () => {
    const elleve = createElleve({ project: PUBLIC_KEY }, ROOT, load);
    opened.push(elleve);
    elleve.on('beforeShow', () => false);
    await pass(0);
    expect(givenBack()).toHaveLength(1);
    expect(stages).toHaveLength(0);
  });

  test('when a dialog opened meanwhile; the person is asked when it is closed', async () => {
    const slow = slowView();
    await start({}, slow.loadView);
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.setAttribute('open', '');
    vi.spyOn(dialog, 'getClientRects').mockReturnValue([{}] as never);
    slow.arrive();
    await pass(5_000);
    expect(givenBack()).toHaveLength(1);
    expect(claims()).toHaveLength(1);
    dialog.remove();
    await pass(1_000);
    expect(claims()).toHaveLength(2);
    expect(stages).toHaveLength(1);
  });

  test('when it was destroyed', async () => {
    const slow = slowView();
    const elleve = await start({}, slow.loadView);
    elleve.destroy();
    slow.arrive();
    await pass(0);
    expect(givenBack()).toHaveLength(1);
    expect(stages).toHaveLength(0);
  });
});

describe('commands', () => {
  test('show asks now, whatever the local rules say, and still claims', async () => {
    surveys = [targeted({ touchpoints: ['paid'] }), targeted({ delay_s: 3_000 }, 'srv_2')];
    const elleve = await start();
    elleve.show('srv_2');
    await pass(0);
    expect(claims().map(({ body }) => body['survey_id'])).toEqual(['srv_2']);
    expect(stages).toHaveLength(1);
  });

  test('show refused by the collector shows nothing', async () => {
    surveys = [targeted({ touchpoints: ['paid'] })];
    verdict = { show: false, because: 'not_now', retry_after_s: 60 };
    const elleve = await start();
    elleve.show();
    await pass(0);
    expect(claims()).toHaveLength(1);
    expect(stages).toHaveLength(0);
  });

  test('show before the configuration is there takes effect once it is', async () => {
    surveys = [targeted({ delay_s: 3_000 })];
    const elleve = createElleve({ project: PUBLIC_KEY }, ROOT, load);
    opened.push(elleve);
    elleve.show();
    await pass(0);
    expect(stages).toHaveLength(1);
  });

  test.each<[string, (elleve: Elleve) => void, DismissalReason]>([
    ['dismiss', (elleve) => elleve.dismiss(), 'closed'],
    ['identify as another', (elleve) => elleve.identify({ id: 'someone-else' }), 'timeout'],
    ['reset', (elleve) => elleve.reset(), 'timeout'],
    ['destroy', (elleve) => elleve.destroy(), 'timeout'],
  ])('%s takes the survey off the page', async (_name, command, reason) => {
    const elleve = await start();
    const close = vi.spyOn(stages[0]!, 'close' as never);
    command(elleve);
    expect(close).toHaveBeenCalledWith(reason);
  });

  test('identify with new traits alone leaves the survey where it is', async () => {
    const elleve = await start();
    const close = vi.spyOn(stages[0]!, 'close' as never);
    elleve.identify({ id: 'user-42', traits: { plan: 'pro' } });
    expect(close).not.toHaveBeenCalled();
  });

  test('none of them throws, in any order', async () => {
    surveys = [];
    const elleve = createElleve({ project: PUBLIC_KEY }, ROOT, load);
    opened.push(elleve);
    const all = () => {
      elleve.dismiss();
      elleve.track('x');
      elleve.show('srv_unknown');
      elleve.reset();
      elleve.identify({ id: 1 });
      elleve.destroy();
    };
    expect(all).not.toThrow();
    await pass(1_000);
    expect(all).not.toThrow();
  });
});

test.each<[string, unknown]>([
  ['no list', 5],
  ['a list of nothing', [null]],
  ['surveys without rules', [{ id: 'srv_1' }]],
])('a configuration that no collector sends asks nobody: %s', async (_name, garbage) => {
  surveys = garbage;
  const elleve = await start();
  elleve.track('x');
  elleve.show();
  await pass(10_000);
  expect(stages).toHaveLength(0);
});
