import type { Page } from 'playwright-core';
import type { Misbehaviour } from '../collector-double.ts';
import { STRICT_HEADERS } from '../strict-headers.ts';
import type { Host } from './host.ts';

/** The device may keep an id and answers, where it can. */
const REMEMBERS = 'data-storage="local"';
const OFFLINE_MS = 1_500;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const SIGN_IN: Misbehaviour = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<h1>Sign in to the Wi-Fi</h1>',
};

const plain: Host = { name: 'a plain page', page: 'plain.html' };

const documents: Host[] = [
  plain,
  { name: 'quirks mode', page: 'quirks.html', proof: "document.compatMode === 'BackCompat'" },
  { name: 'XHTML', page: 'xhtml.xhtml', proof: "document.contentType === 'application/xhtml+xml'" },
  { name: 'a base address elsewhere', page: 'base-elsewhere.html' },
  { name: 'document.write', page: 'document-write.html' },
  { name: 'the script included twice', page: 'included-twice.html' },
  { name: 'names that hide the DOM', page: 'clobbered-names.html' },
  { name: 'a module loader', page: 'module-loader.html' },
];

const policies: Host[] = [
  { ...plain, name: 'strict policy, Trusted Types and COEP', headers: STRICT_HEADERS, proof: 'crossOriginIsolated' },
  {
    ...plain,
    name: 'a sandboxed document',
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
    attributes: REMEMBERS,
    proof: `origin === 'null' && ${throws('localStorage')}`,
  },
  { name: 'a sandboxed frame', page: 'framed.html', attributes: REMEMBERS, hasOwnGlobal: true },
  {
    name: 'blocked storage and cookies',
    page: 'blocked-storage.html',
    attributes: REMEMBERS,
    proof: ['localStorage', 'sessionStorage', 'indexedDB', 'document.cookie'].map(throws).join(' && '),
  },
];

const styles: Host[] = [
  {
    name: 'all: unset on everything',
    page: 'unset-everything.html',
    proof: "getComputedStyle(document.head).display === 'inline' && getComputedStyle(document.body).margin === '0px'",
  },
  { name: 'a hard reset', page: 'hard-reset.html' },
  { name: 'strangers hidden', page: 'hide-strangers.html' },
  { name: 'the highest z-index taken', page: 'on-top.html' },
  { name: 'zoom', page: 'zoomed.html' },
  { name: 'transform and containment on body', page: 'transformed.html' },
  { name: 'right-to-left and vertical', page: 'right-to-left.html' },
];

const patches: Host[] = [
  { name: 'fetch traced', page: 'patched-fetch.html' },
  { name: 'fetch broken', page: 'broken-fetch.html', isSilent: true },
  { name: 'JSON patched', page: 'patched-json.html' },
  { name: 'Promise patched', page: 'patched-promise.html' },
  { name: 'prototypes extended', page: 'extended-prototypes.html' },
  {
    name: 'prototypes frozen',
    page: 'frozen-prototypes.html',
    proof:
      'Object.isFrozen(Array.prototype) && Object.isFrozen(Promise.prototype) && Object.isFrozen(Element.prototype)',
  },
  { name: 'what plain http lacks', page: 'no-plain-http-features.html' },
  { name: 'errors watched', page: 'watched-errors.html' },
];

const livelyPages: Host[] = [
  { name: 'a router', page: 'router.html', onceLoaded: call('go', '/accounts'), during: call('go', '/settings') },
  {
    name: 'bodies swapped',
    page: 'body-swaps.html',
    onceLoaded: call('visit', '/accounts'),
    during: call('visit', '/bin'),
  },
  { name: '200 mutations a second', page: 'busy-page.html' },
  { name: 'strangers evicted', page: 'evicting.html', isSilent: true },
];

const networks: Host[] = [
  { ...plain, name: 'slow 3G', prepare: slowDown },
  {
    name: 'no network at first',
    page: 'queue-when-offline.html',
    onceLoaded: loseNetwork,
    hasOwnGlobal: true,
    reportsFailedRequests: true,
  },
  { ...plain, name: 'a collector that is down', collector: () => 'cut', isSilent: true, reportsFailedRequests: true },
  {
    ...plain,
    name: 'a collector that fails',
    collector: () => ({ status: 500, body: '' }),
    isSilent: true,
    reportsFailedRequests: true,
  },
  { ...plain, name: 'a collector that answers HTML', collector: () => SIGN_IN, isSilent: true },
  {
    ...plain,
    name: 'a collector that answers garbage',
    collector: () => ({ status: 200, body: '{"surveys":[null,5,{"id":"srv_1"}]}' }),
    isSilent: true,
  },
  { ...plain, name: 'a clock a year behind', prepare: moveClock(-YEAR_MS) },
  { ...plain, name: 'a clock a year ahead', prepare: moveClock(YEAR_MS) },
];

export const HOSTS = [...documents, ...policies, ...styles, ...patches, ...livelyPages, ...networks];

function call(name: string, path: string) {
  return (page: Page) =>
    page.evaluate(([fn, to]) => (globalThis as unknown as Record<string, (to: string) => void>)[fn]!(to), [
      name,
      path,
    ] as const);
}

function throws(expression: string): string {
  return `(() => { try { ${expression}; } catch { return true; } })()`;
}

/** Long enough for the first try to fail. */
async function loseNetwork(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.waitForTimeout(OFFLINE_MS);
  await page.context().setOffline(false);
}

/** As the browser's own tools name it. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 2_000,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
}

function moveClock(ms: number) {
  return (page: Page) =>
    page.addInitScript((by) => {
      const Right = Date;
      globalThis.Date = class extends Right {
        static override now = () => Right.now() + by;
        constructor(...parts: [number]) {
          super(...(parts.length > 0 ? parts : ([Right.now() + by] as [number])));
        }
      } as DateConstructor;
    }, ms);
}
