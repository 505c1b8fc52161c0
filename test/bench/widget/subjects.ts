import { readdirSync, readFileSync } from 'node:fs';
import { packageFile } from '../../../server/package-root.ts';
import { bundleFixture, bundleSentry, publishedPosthog } from './bundle.ts';
import { PEERS } from './peers.ts';

/** Whether nobody is asked, or somebody. */
export type Mode = 'idle' | 'shown';

/** A survey on a page, whoever made it. */
export interface Subject {
  name: string;
  modes: Mode[];
  /** Our budgets compare it. */
  isCompared?: boolean;
  /** Into the head of the page; `isIdle` when nobody is to be asked. */
  head: (isIdle: boolean) => string;
  /** Scripts by path. */
  files: Record<string, string>;
  /** Answers to calls, by the beginning of their path. */
  answers: (isIdle: boolean) => Record<string, unknown>;
  /** The text of what is clicked; nothing is when it cannot be answered by a click. */
  score?: string;
  /** Drawn when this text is there. */
  drawn: string;
}

const KEY = 'elv_pk_0123456789abcdefghijkl';
const QUESTION = 'How likely are you to recommend Fakturo to a friend or colleague?';

/** First ours, then what it is compared with. */
export async function subjects(peers: string | undefined): Promise<Subject[]> {
  return [elleve(), await fixture(), oneRequest(), ...(peers ? [posthog(peers), await sentry(peers)] : [])];
}

function elleve(): Subject {
  const folder = packageFile('dist/widget/');
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const survey = {
    id: 'srv_0123456789abcdef',
    version: 1,
    kind: 'relationship',
    locale: 'en',
    direction: 'ltr',
    wording: {
      question: QUESTION,
      low: 'Not at all likely',
      high: 'Extremely likely',
      follow_up: byCategory('Why?'),
      placeholder: 'Write a few words, if you like',
      send: 'Send',
      skip: 'Skip',
      close: 'Close',
      thanks: byCategory({ text: 'Thank you!' }),
    },
    look: { position: 'bottom_right', theme: 'light' },
    targeting: { touchpoints: [], url_patterns: [], delay_s: 0 },
  };
  const id = '018f0000-0000-7000-8000-000000000000';
  const waiting = { ...survey, targeting: { ...survey.targeting, touchpoints: ['invoice_paid'] } };
  return {
    name: 'elleve',
    modes: ['idle', 'shown'],
    isCompared: true,
    head: () => `<script async src="/w/elleve.js" data-project="${KEY}" data-user="user-42"></script>`,
    files: Object.fromEntries(names.map((name) => [`/w/${name}`, readFileSync(folder + name, 'utf8')])),
    answers: (isIdle) => ({
      [`/c/${KEY}/config`]: { surveys: [isIdle ? waiting : survey] },
      [`/c/${KEY}/displays`]: {
        show: true,
        write_token: 'abcdefghijklmnopqrstuv',
        expires_at: '2999-01-01T00:00:00Z',
        id,
      },
      [`/c/${KEY}/`]: { id },
    }),
    score: '9',
    drawn: QUESTION,
  };
}

function byCategory<T>(one: T) {
  return { promoter: one, passive: one, detractor: one };
}

async function fixture(): Promise<Subject> {
  return {
    name: 'bare Preact fixture',
    modes: ['shown'],
    isCompared: true,
    head: () => '<script defer src="/fixture.js"></script>',
    files: { '/fixture.js': await bundleFixture() },
    answers: () => ({ '/answers': {} }),
    score: '9',
    drawn: QUESTION,
  };
}

/** The floor under every widget that asks its server at all: one request, read as JSON. */
function oneRequest(): Subject {
  const options = "{ keepalive: true, credentials: 'omit', referrerPolicy: 'no-referrer' }";
  return {
    name: 'one request, read as JSON',
    modes: ['idle'],
    head: () => '<script async src="/one.js"></script>',
    files: { '/one.js': `fetch('/answer', ${options}).then((response) => response.json());` },
    answers: () => ({ '/answer': { surveys: [] } }),
    drawn: 'Invoices',
  };
}

function posthog(peers: string): Subject {
  const question = {
    type: 'rating',
    display: 'number',
    scale: 10,
    question: QUESTION,
    lowerBoundLabel: '',
    upperBoundLabel: '',
  };
  const survey = {
    id: '0190aaaa-0000-7000-8000-000000000000',
    name: 'NPS',
    type: 'popover',
    questions: [
      { ...question, id: 'q1' },
      { type: 'open', question: 'Why?', id: 'q2' },
    ],
    conditions: null,
    appearance: { displayThankYouMessage: true },
    start_date: '2026-01-01T00:00:00Z',
    end_date: null,
    current_iteration: null,
    current_iteration_start_date: null,
    feature_flag_keys: [],
  };
  const config = { surveys: true, supportedCompression: [], hasFeatureFlags: false, token: 'phc_bench' };
  return {
    name: 'posthog-js with surveys',
    modes: ['idle', 'shown'],
    head: () => `<script src="/static/array.js"></script><script>
      posthog.init('phc_bench', { api_host: location.origin, autocapture: false, capture_pageview: false,
        capture_performance: false, disable_session_recording: true, opt_out_useragent_filter: true, capture_exceptions: false });</script>`,
    files: {
      '/static/array.js': publishedPosthog(peers, 'array.js'),
      [`/static/${PEERS['posthog-js']}/surveys.js`]: publishedPosthog(peers, 'surveys.js'),
      '/array/phc_bench/config.js': `(window._POSTHOG_REMOTE_CONFIG ??= {}).phc_bench = ${JSON.stringify({ config, siteApps: [] })}`,
    },
    answers: (isIdle) => ({
      '/array/phc_bench/config': config,
      '/api/surveys': { surveys: isIdle ? [] : [survey] },
      '/flags': { featureFlags: {}, flags: {}, surveys: true, supportedCompression: [] },
      '/': {},
    }),
    score: '9',
    drawn: QUESTION,
  };
}

async function sentry(peers: string): Promise<Subject> {
  return {
    name: '@sentry/browser feedback',
    modes: ['idle', 'shown'],
    head: () => '<script defer src="/sentry.js"></script>',
    files: { '/sentry.js': await bundleSentry(peers) },
    answers: () => ({ '/api': {} }),
    drawn: 'Send Bug Report',
  };
}
