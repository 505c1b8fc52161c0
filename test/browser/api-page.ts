import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { packageFile } from '../../server/package-root.ts';
import type { EventName } from '../../widget/loader/api.ts';
import { PUBLIC_KEY } from '../widget/survey-fixture.ts';
import type { HostDocument } from './collector-double.ts';

export const WAYS = ['script', 'module'] as const;
export type Way = (typeof WAYS)[number];

const EVENTS = [
  'ready',
  'eligible',
  'beforeShow',
  'shown',
  'scored',
  'commented',
  'dismissed',
  'completed',
  'error',
] as const satisfies EventName[];

/** The queue as a customer copies it. */
const STUB = /```js\n(window\.elleve [\s\S]*?)```/.exec(readFileSync(packageFile('docs/widget.md'), 'utf8'))![1]!;

/**
 * A host page that speaks to the widget in one of the two ways, and remembers what it hears. `command` is how it speaks: by the
 * queue of `docs/widget.md`, filled before the script has come, or by an instance of the module.
 */
export function apiPage(way: Way, options: object = {}): () => HostDocument {
  const given = JSON.stringify({ project: PUBLIC_KEY, ...options });
  const listen = `globalThis.heard = [];
    for (const name of ${JSON.stringify(EVENTS)}) command('on', name, (detail) => void heard.push([name, detail]));`;
  const begin = {
    script: `<script>${STUB}</script>
      <script>globalThis.command = (...words) => elleve(...words); ${listen} command('init', ${given});</script>
      <script async src="/w/elleve.js"></script>`,
    module: `<script type="module">
      import { createElleve } from '/module/elleve.js';
      const instance = createElleve({ host: location.origin, ...${given} });
      globalThis.command = (name, ...words) => instance[name](...words);
      ${listen}</script>`,
  }[way];
  const head = '<meta charset="utf-8"><title>Invoices</title><link rel="icon" href="data:,">';
  return () => ({
    body: `<!doctype html><html lang="en"><head>${head}</head><body><main></main>${begin}</body></html>`,
  });
}

/** Speaks to the widget. */
export function command(page: Page, ...words: unknown[]): Promise<void> {
  return page.evaluate((given) => {
    (globalThis as unknown as { command: (...words: unknown[]) => void }).command(...given);
  }, words);
}

/** What the page was told so far, in order. */
export function heardOn(page: Page): Promise<[EventName, Record<string, unknown>][]> {
  return page.evaluate(() => (globalThis as unknown as { heard: [never, never][] }).heard);
}
