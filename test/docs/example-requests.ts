import { STAND_INS } from './example-project.ts';

/** A request that the OpenAPI document shows, with stand-ins for what differs from project to project. */
export interface ExampleRequest {
  operation: string;
  params?: Record<string, string>;
  query?: Record<string, string | string[] | Record<string, string>>;
  body?: unknown;
}

const { survey, marker, publicKey, writeToken } = STAND_INS;
const AUTUMN = { since: '2026-10-01', until: '2026-12-31' };
/** What user-23 of egeskov said on 23 October. */
const RESPONSE = '01a167e1-e308-70ab-8777-77777777000a';
const [DISPLAY, OTHER_DISPLAY, NEW_RESPONSE] = [
  '019aa0c1-5a00-7707-8707-070707000001',
  '019aa0c1-5a00-7707-8707-070707000002',
  '019aa0c1-5a00-7707-8707-070707000003',
] as const;
const claimed = {
  survey_id: survey,
  survey_version: 1,
  account: { id: 'acme', traits: { plan: 'enterprise' } },
  locale: 'da',
};

/** One for each operation, in an order in which each finds what it needs: what reads first, what changes after. */
export const EXAMPLE_REQUESTS: ExampleRequest[] = [
  { operation: 'GET /v1/metrics', query: { ...AUTUMN, compare: 'previous_period' } },
  { operation: 'GET /v1/metrics/series', query: { bucket: 'month', since: '2026-10-01', until: '2026-11-30' } },
  { operation: 'GET /v1/metrics/breakdown', query: { by: 'plan', ...AUTUMN } },
  {
    operation: 'GET /v1/metrics/accounts',
    query: { ...AUTUMN, at_risk: 'true', sort: 'score', order: 'asc', limit: '2' },
  },
  { operation: 'GET /v1/metrics/coverage', query: { ...AUTUMN, by: 'plan' } },
  { operation: 'GET /v1/metrics/terms', query: { sort: 'difference', limit: '2' } },
  { operation: 'GET /v1/responses', query: { q: 'export', category: 'detractor', limit: '2' } },
  { operation: 'GET /v1/responses/export', query: { format: 'ndjson', min_score: '2', max_score: '2' } },
  { operation: 'GET /v1/responses/{id}', params: { id: RESPONSE } },
  { operation: 'GET /v1/project' },
  { operation: 'GET /v1/surveys' },
  { operation: 'GET /v1/surveys/{id}', params: { id: survey } },
  { operation: 'GET /v1/traits' },
  { operation: 'GET /v1/markers' },
  { operation: 'GET /v1/keys' },
  { operation: 'GET /v1/signing-keys' },
  {
    operation: 'GET /v1/eligibility',
    query: { survey, respondent: 'user-1', account: 'acme', locale: 'da', explain: 'true' },
  },
  { operation: 'GET /v1/markers/{id}', params: { id: marker }, query: { days: '10' } },
  { operation: 'GET /v1/levels' },
  { operation: 'GET /c/{public_key}/config', params: { public_key: publicKey }, query: { locale: 'da' } },

  {
    operation: 'POST /c/{public_key}/displays',
    params: { public_key: publicKey },
    body: { id: DISPLAY, respondent: { id: 'user-90' }, ...claimed },
  },
  {
    operation: 'POST /c/{public_key}/responses',
    params: { public_key: publicKey },
    body: { id: NEW_RESPONSE, display_id: DISPLAY, write_token: writeToken, score: 9 },
  },
  {
    operation: 'POST /c/{public_key}/responses/{id}/changes',
    params: { public_key: publicKey, id: NEW_RESPONSE },
    body: { write_token: writeToken, comment: 'It saves us an hour a week.' },
  },
  {
    operation: 'POST /c/{public_key}/displays/{id}/dismissal',
    params: { public_key: publicKey, id: OTHER_DISPLAY },
    body: { write_token: writeToken, reason: 'closed' },
  },

  { operation: 'PUT /v1/responses/{id}/tags', params: { id: RESPONSE }, body: { tags: ['export', 'speed'] } },
  { operation: 'POST /v1/responses/{id}/exclusion', params: { id: RESPONSE }, body: { reason: 'Somebody of our own' } },
  { operation: 'DELETE /v1/responses/{id}/exclusion', params: { id: RESPONSE } },
  { operation: 'GET /v1/audit', query: { limit: '2' } },
  { operation: 'POST /v1/keys', body: { scopes: ['read', 'export'], expires_at: '2027-06-30T00:00:00Z' } },
  { operation: 'DELETE /v1/keys/{name}', params: { name: STAND_INS.keyName } },
  { operation: 'POST /v1/signing-keys', body: {} },
  { operation: 'DELETE /v1/signing-keys/{kid}', params: { kid: STAND_INS.kid } },
  { operation: 'POST /v1/responses/flagged/exclusion', body: { flags: ['burst', 'impossible_time'] } },
  { operation: 'DELETE /v1/responses/flagged/exclusion' },
  { operation: 'GET /v1/respondents/{id}/export', params: { id: 'user-90' } },
  { operation: 'PATCH /v1/project', body: { hemisphere: 'south' } },
  {
    operation: 'POST /v1/surveys',
    body: { name: 'After support', kind: 'transactional', targeting: { touchpoints: ['ticket_closed'] } },
  },
  { operation: 'POST /v1/surveys/{id}/preview', params: { id: survey }, body: { locale: 'da' } },
  { operation: 'PATCH /v1/surveys/{id}', params: { id: survey }, body: { pressure: { rest_days: 180 } } },
  {
    operation: 'PUT /v1/traits/{key}',
    params: { key: 'mrr' },
    body: { type: 'number', of: 'account', source: 'server' },
  },
  {
    operation: 'POST /v1/accounts',
    body: { id: 'acme', started_on: '2025-09-01', traits: { mrr: 1290, plan: 'enterprise' } },
  },
  {
    operation: 'POST /v1/respondents',
    body: { id: 'user-90', account_id: 'acme', started_on: '2026-01-15', traits: { role: 'owner' } },
  },
  { operation: 'POST /v1/markers', body: { name: 'Christmas', since: '2026-12-24', until: '2026-12-26' } },
  { operation: 'PATCH /v1/markers/{id}', params: { id: marker }, body: { name: 'Export, second version' } },
  { operation: 'DELETE /v1/markers/{id}', params: { id: marker } },
  {
    operation: 'PUT /v1/levels',
    body: {
      levels: [
        { name: 'below our aim', from: -100 },
        { name: 'our aim', from: 40 },
      ],
      baseline: null,
      references: [],
    },
  },
  { operation: 'DELETE /v1/respondents/{id}', params: { id: 'user-90' } },
  { operation: 'DELETE /v1/accounts/{id}', params: { id: 'birk' } },
];

/** Displays that the requests above speak of, besides the one that they claim. */
export const EARLIER_CLAIM = { id: OTHER_DISPLAY, respondent: { id: 'user-91' }, ...claimed, account: { id: 'birk' } };
