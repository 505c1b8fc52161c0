import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createElleve } from '../../widget/module/elleve.ts';
import type { Elleve } from '../../widget/loader/api.ts';
import { PUBLIC_KEY } from './survey-fixture.ts';

const request = vi.fn<typeof fetch>(async () => Response.json({ surveys: [] }));
let opened: Elleve[];

beforeEach(() => {
  opened = [];
  vi.stubGlobal('fetch', request);
});

afterEach(() => {
  for (const elleve of opened) elleve.destroy();
  vi.unstubAllGlobals();
  request.mockClear();
  localStorage.clear();
});

function start(options = {}) {
  const elleve = createElleve({ project: PUBLIC_KEY, host: 'https://nps.example.com/sub/', ...options });
  opened.push(elleve);
  return elleve;
}

test('asks the collector that it is told, once for each instance', async () => {
  start();
  start({ project: 'elv_pk_another' });
  expect(request.mock.calls.map(([url]) => (url as string).replace(/\?.*/, ''))).toEqual([
    `https://nps.example.com/sub/c/${PUBLIC_KEY}/config`,
    'https://nps.example.com/sub/c/elv_pk_another/config',
  ]);
});

test('tells its listeners, until they are taken off', async () => {
  const ready = vi.fn<() => void>();
  const never = vi.fn<() => void>();
  const elleve = start();
  elleve.on('ready', ready);
  elleve.on('ready', never);
  elleve.off('ready', never);
  await vi.waitFor(() => expect(ready).toHaveBeenCalledOnce());
  expect(never).not.toHaveBeenCalled();
});

test('loads the parts for consent when it is given', async () => {
  const elleve = start();
  elleve.consent(true);
  await vi.waitFor(() => expect(localStorage.getItem(`elleve:${PUBLIC_KEY}:id`)).toMatch(/-7/));
});

test.each([{}, { host: 'nonsense:' }, { host: '::' }, { project: undefined }])(
  'throws nothing in any order, made of %o',
  (options) => {
    const all = () => {
      const elleve = start(options) as unknown as Record<string, (...given: unknown[]) => void>;
      for (const given of [[], [null], ['ready', 5], [{}], [Symbol('x')]]) {
        for (const name of Object.keys(elleve)) if (name !== 'debug') elleve[name]!(...given);
      }
    };
    expect(all).not.toThrow();
  },
);
