import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTransport } from '../../widget/loader/transport.ts';

type Answer = () => Response | Promise<Response>;
const request = vi.fn<typeof fetch>();
const json = (body: unknown, status = 200, headers = {}) => Response.json(body, { status, headers });

/** Answers in this order, the last one for ever. */
function answering(...answers: Answer[]) {
  request.mockImplementation(async () => (answers.length > 1 ? answers.shift()! : answers[0]!)());
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', request);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  request.mockReset();
});

/** Of what names itself so: what earlier tests left waiting wakes up with it. */
const triesOf = (name: string) => request.mock.calls.filter((call) => JSON.stringify(call).includes(name)).length;
const send = (path: string, body?: object) => createTransport('https://nps.example.com/c/key')(path, body!);

describe('a request', () => {
  test('posts plain text that needs no preflight, and names nobody', async () => {
    answering(() => json({ id: 'a' }));
    await send('/responses', { score: 9, comment: null, contact_ok: undefined, account: { traits: { plan: null } } });
    const [url, init] = request.mock.calls[0]!;
    expect(url).toBe('https://nps.example.com/c/key/responses');
    expect(init).toMatchObject({
      method: 'POST',
      body: '{"score":9,"account":{"traits":{}}}',
      credentials: 'omit',
      referrer: '',
    });
    expect(init!.headers).toBeUndefined();
  });

  test.each<[string, object | undefined, boolean]>([
    ['an answer', { score: 9, write_token: 'token' }, true],
    ['a claim', { survey_id: 'srv_1' }, false],
    ['the configuration', undefined, false],
  ])('outlives the page when it tells what a person said: %s', async (_name, body, outlives) => {
    answering(() => json({ id: 'a' }));
    await send('/of-the-page', body);
    // As the browser takes any value of it.
    expect(Boolean(request.mock.calls[0]![1]!.keepalive)).toBe(outlives);
  });

  test('without a body is a GET', async () => {
    answering(() => json({ surveys: [] }));
    expect(await send('/config?locale=da')).toEqual({ surveys: [] });
    expect(request.mock.calls[0]![1]!.method).toBeUndefined();
  });
});

describe('tries again', () => {
  test.each<[string, Answer]>([
    ['after a network error', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['after 500', () => json({ code: 'internal' }, 500)],
    ['after 503', () => json({ code: 'busy' }, 503)],
    ['after 429', () => json({ code: 'too_many_requests' }, 429)],
    ['after HTML', () => new Response('<!doctype html><p>Sign in to the Wi-Fi')],
    ['after JSON that no collector sends', () => json({ ok: true })],
    ['after null', () => json(null)],
    ['after an empty answer', () => new Response('')],
  ])('%s', async (_name, failure) => {
    answering(failure, failure, () => json({ id: 'a' }));
    const answer = send('/responses', { score: 1 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toEqual({ id: 'a' });
    expect(request).toHaveBeenCalledTimes(3);
    expect(new Set(request.mock.calls.map(([, init]) => init!.body))).toEqual(new Set(['{"score":1}']));
  });

  test('never after another 4xx', async () => {
    for (const status of [400, 401, 403, 404, 409, 413, 415, 422]) {
      request.mockClear();
      answering(() => json({ code: 'no' }, status));
      expect(await send('/responses', { score: 1 })).toBeUndefined();
      expect(request).toHaveBeenCalledOnce();
    }
  });

  test('with pauses that grow and differ, and gives up in the end', async () => {
    const times: number[] = [];
    answering(() => {
      times.push(Date.now());
      return json({}, 500);
    });
    const answer = send('/responses', { score: 1 });
    await vi.advanceTimersByTimeAsync(4 * 3_600_000);
    expect(await answer).toBeUndefined();
    const pauses = times.slice(1).map((time, i) => time - times[i]!);
    expect(pauses).toHaveLength(11);
    pauses.forEach((pause, i) => {
      expect(pause).toBeGreaterThanOrEqual(500 * 2 ** i);
      expect(pause).toBeLessThanOrEqual(1_500 * 2 ** i + 1);
    });
  });

  test.each([
    ['5', 5_000],
    // Forty days, which no timer can be set for.
    ['3456000', 1_456_000_000],
  ])('not before Retry-After: %s', async (seconds, pause) => {
    answering(
      () => json({}, 429, { 'Retry-After': seconds }),
      () => json({ id: 'a' }),
    );
    void send('/responses', { score: 1 });
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(request).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1);
    expect(request).toHaveBeenCalledTimes(2);
  });

  test.each([
    ['an answer', () => send('/responses/back/changes', { score: 1 })],
    ['a claim', () => send('/displays', { id: 'back' })],
    ['the configuration', () => send('/config?locale=back')],
  ])('%s at once when the network is back, and not again after that', async (_name, ask) => {
    answering(() => json({}, 503, { 'Retry-After': '60' }));
    const answer = ask();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(triesOf('back')).toBe(1);
    answering(() => json({ id: 'a', show: false, surveys: [] }));
    dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(triesOf('back')).toBe(2);
    expect(await answer).toBeDefined();
    dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(100_000);
    expect(triesOf('back')).toBe(2);
  });

  test('with a body that is read anew', async () => {
    answering(() => json({}, 503));
    let reads = 0;
    void send('/responses', {
      get reads() {
        return ++reads;
      },
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(request.mock.calls.slice(0, 3).map(([, init]) => init!.body)).toEqual([
      '{"reads":1}',
      '{"reads":2}',
      '{"reads":3}',
    ]);
  });
});

test('keeps the fetch it met when the page replaces it later', async () => {
  answering(() => json({ id: 'a' }));
  const early = createTransport('https://nps.example.com/c/key');
  vi.stubGlobal('fetch', () => {
    throw new Error('patched');
  });
  expect(await early('/responses', {})).toEqual({ id: 'a' });
});

test.each(['/responses', '/displays'])('gives up what hangs, and tries it again: %s', async (path) => {
  const signals: AbortSignal[] = [];
  request.mockImplementation(async (_url, init) => {
    signals.push(init!.signal!);
    if (signals.length > 1) return json({ id: 'a' });
    return new Promise((_answer, refuse) => init!.signal!.addEventListener('abort', () => refuse(new Error('hung'))));
  });
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const life = new AbortController();
    setTimeout(() => life.abort(), ms);
    return life.signal;
  });
  const answer = send(path, { score: 1 });
  await vi.advanceTimersByTimeAsync(40_000);
  expect(await answer).toEqual({ id: 'a' });
  expect(signals).toHaveLength(2);
  timeout.mockRestore();
});
