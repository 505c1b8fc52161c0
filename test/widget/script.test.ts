import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PUBLIC_KEY } from './survey-fixture.ts';

type Global = ((...command: unknown[]) => unknown) & { q?: unknown[] };

const host = window as unknown as { elleve?: Global };
const request = vi.fn<typeof fetch>(async () => Response.json({ surveys: [] }));

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('fetch', request);
  vi.stubGlobal('VIEW_FILE', 'view-12345678.js');
});

afterEach(() => {
  vi.unstubAllGlobals();
  request.mockClear();
  delete host.elleve;
});

/** Runs the script as if this tag had loaded it. */
async function load(dataset: Record<string, string> = {}, src = 'https://nps.example.com/w/elleve.js') {
  const script = document.createElement('script');
  Object.defineProperty(script, 'src', { value: src });
  Object.assign(script.dataset, dataset);
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script);
  await import('../../widget/loader/script.ts');
  await Promise.resolve();
}

/** Of what was asked, as a browser resolves it. */
const addresses = () => request.mock.calls.map(([url]) => new URL(url as string).href.replace(/\?.*/, ''));

test.each([
  [{}, 'https://nps.example.com/w/elleve.js', 'https://nps.example.com/c/'],
  [{}, 'https://app.example.com/nps/w/elleve-1.2.3.js', 'https://app.example.com/nps/c/'],
  [{}, 'https://nps.example.com/w/elleve.js?v=2026/11/27', 'https://nps.example.com/c/'],
  [{}, 'https://nps.example.com/w/elleve.js#of/the?page', 'https://nps.example.com/c/'],
  [{}, 'https://nps.example.com/elleve.js', 'https://nps.example.com/c/'],
  [{ host: 'https://collect.example.com' }, 'https://cdn.example.com/w/elleve.js', 'https://collect.example.com/c/'],
  [{ host: 'https://x.example.com/nps/' }, 'https://cdn.example.com/w/elleve.js', 'https://x.example.com/nps/c/'],
  [{ host: '/nps/' }, 'https://app.example.com/assets/w/elleve.js', 'https://app.example.com/nps/c/'],
])('with %o from %s speaks to %s', async (more, src, root) => {
  await load({ project: PUBLIC_KEY, ...more }, src);
  expect(addresses()).toEqual([`${root}${PUBLIC_KEY}/config`]);
});

test('asks nothing before it knows its project', async () => {
  await load();
  host.elleve!('identify', { id: 1 });
  expect(request).not.toHaveBeenCalled();
  host.elleve!('init', { project: PUBLIC_KEY });
  expect(addresses()).toHaveLength(1);
});

test('obeys what was queued before it came, in any order', async () => {
  const ready = vi.fn<() => void>();
  const stub: Global = (...command) => void (stub.q ??= []).push(command);
  host.elleve = stub;
  stub('on', 'ready', ready);
  stub('init', { project: PUBLIC_KEY });
  await load();
  await vi.waitFor(() => expect(ready).toHaveBeenCalledOnce());
});

test('included twice, starts once', async () => {
  await load({ project: PUBLIC_KEY });
  const first = host.elleve;
  vi.resetModules();
  await load({ project: PUBLIC_KEY });
  expect(host.elleve).toBe(first);
  expect(request).toHaveBeenCalledOnce();
});

test('takes the place of an element with its name', async () => {
  host.elleve = document.createElement('div') as never;
  await load({ project: PUBLIC_KEY });
  expect(host.elleve).toBeTypeOf('function');
});

test.each([
  [],
  [undefined],
  [null],
  ['nonsense'],
  ['constructor'],
  ['__proto__'],
  ['on'],
  ['on', 'ready', 5],
  ['off', 'ready'],
  ['identify'],
  ['identify', null],
  ['identify', { id: Symbol('x') }],
  ['identify', { id: 'a', account: null, traits: 5 }],
  ['track', {}],
  ['show', 17],
  ['consent', true],
  ['debug'],
  ['init', null],
  ['dismiss'],
  ['reset'],
  ['destroy'],
])('never throws: %o %o %o', async (...command: unknown[]) => {
  await load();
  expect(() => host.elleve!(...command)).not.toThrow();
  host.elleve!('init', { project: PUBLIC_KEY });
  expect(() => host.elleve!(...command)).not.toThrow();
});

test('does nothing, and throws nothing, without an address', async () => {
  await load({ project: PUBLIC_KEY }, '');
  expect(() => host.elleve!('show')).not.toThrow();
  expect(request).not.toHaveBeenCalled();
});
