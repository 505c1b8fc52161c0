import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startElleve, type Elleve } from '../harness.ts';
import { answer, respond, show, type Display } from '../page.ts';
import type { InitResult } from '../../../server/cli/commands/init.ts';

/** One server for all: that nothing here changes it is what each test asserts. */
let elleve: Elleve;
let neighbour: InitResult;
/** A display that waits for its answer, one that has it, and one of another project. */
let open: Display;
let answered: { id: string; display: Display };
let foreign: { id: string; display: Display };

beforeAll(async () => {
  elleve = await startElleve();
  open = await show(elleve, 'ada');
  answered = await respond(elleve, 'bea');
  neighbour = await elleve.newProject({ name: 'Neighbour' });
  foreign = await respond({ ...elleve, ...neighbour }, 'cleo');
});
afterAll(() => elleve.close());

type Body = Record<string, unknown>;

const ROUTES = {
  'POST /displays': {
    path: () => '/displays',
    body: (): Body => ({
      id: elleve.newId(),
      survey_id: elleve.survey_id,
      survey_version: 1,
      respondent: { id: 'dora' },
      account: { id: 'acme', traits: { plan: 'pro' } },
      traits: { role: 'admin' },
    }),
  },
  'POST /responses': {
    path: () => '/responses',
    body: (): Body => ({ id: elleve.newId(), display_id: open.id, write_token: open.write_token, score: 9 }),
  },
  'POST /responses/:id/changes': {
    path: () => `/responses/${answered.id}/changes`,
    body: (): Body => ({ write_token: answered.display.write_token, score: 3 }),
  },
  'POST /displays/:id/dismissal': {
    path: () => `/displays/${open.id}/dismissal`,
    body: (): Body => ({ write_token: open.write_token, reason: 'closed' }),
  },
};
type Route = keyof typeof ROUTES;
const ALL = Object.keys(ROUTES) as Route[];
const WITH_SCORE: Route[] = ['POST /responses', 'POST /responses/:id/changes'];

interface Sent {
  payload: string;
  path?: string;
  publicKey?: string;
  contentType?: string;
  method?: 'GET' | 'PUT' | 'PATCH' | 'DELETE' | 'POST';
  headers?: Record<string, string>;
}

/** A problem document of the given code that any page may read; nothing stored; nothing but proper lines logged. */
async function expectRefusal(code: string, status: number, sent: Sent): Promise<Body> {
  const before = elleve.stored();
  elleve.logLines.length = 0;
  const { method = 'POST', publicKey = elleve.public_key, path = '', payload } = sent;
  const refused = await elleve.app.inject({
    method,
    url: `/c/${publicKey}${path}`,
    headers: {
      'content-type': sent.contentType ?? 'application/json',
      origin: 'https://shop.example',
      ...sent.headers,
    },
    payload,
  });

  const problem: Body = refused.json();
  expect(problem).toMatchObject({ type: `urn:elleve:problem:${code}`, status, code });
  expect(Object.keys(problem).filter((key) => key !== 'errors')).toEqual(['type', 'title', 'status', 'code', 'detail']);
  expect(refused.statusCode).toBe(status);
  expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(refused.headers['access-control-allow-origin']).toBe('*');
  expect(refused.headers).not.toHaveProperty('access-control-allow-credentials');
  expect(elleve.stored()).toEqual(before);
  expectProperLog();
  return problem;
}

/** One JSON object a line, nothing of a failure of ours, nothing that was sent. */
function expectProperLog(): void {
  for (const line of elleve.logLines) {
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'refused' });
    expect(line).not.toContain(MARK);
  }
}

const MARK = 'f0rged';
const FORGED_LINE = `${MARK}\n{"level":30,"msg":"${MARK}"}\r\n\u2028${MARK}`;

function withField(route: Route, field: string, value: unknown): Sent {
  return { path: ROUTES[route].path(), payload: JSON.stringify({ ...ROUTES[route].body(), [field]: value }) };
}

describe.each(WITH_SCORE)('%s refuses as a score', (route) => {
  it.each([11, -1, 6.5, 1e300, '9', '', null, true, false, [9], [], {}])('%j', async (score) => {
    const problem = await expectRefusal('invalid_request', 400, withField(route, 'score', score));
    expect(problem['errors']).toContainEqual({ path: '/score', message: expect.any(String) });
  });

  it.each(['NaN', 'Infinity', '09', '+9', '.5', '9.', '0x9', ''])(
    'the spelling %s, which is no JSON',
    async (score) => {
      const payload = JSON.stringify(ROUTES[route].body()).replace(/"score":\d+/, `"score":${score}`);
      await expectRefusal('invalid_json', 400, { path: ROUTES[route].path(), payload });
    },
  );
});

describe('POST /responses', () => {
  it.each(['id', 'display_id', 'write_token', 'score'])('names a missing %s', async (field) => {
    const { [field]: _, ...body } = ROUTES['POST /responses'].body();
    const problem = await expectRefusal('invalid_request', 400, { path: '/responses', payload: JSON.stringify(body) });
    expect(problem['errors']).toEqual([{ path: `/${field}`, message: 'is missing' }]);
  });

  it.each([
    ['contact_ok', 'yes'],
    ['contact_ok', 1],
    ['contact_ok', null],
    ['comment', 7],
    ['comment', null],
    ['answered_ms_ago', -1],
    ['answered_ms_ago', 0.5],
    ['answered_ms_ago', 7 * 24 * 60 * 60 * 1000 + 1],
    ['answered_ms_ago', '5'],
  ])('refuses %s %j', async (field, value) => {
    await expectRefusal('invalid_request', 400, withField('POST /responses', field, value));
  });

  it.each([
    ['no UUID', 'answer-1'],
    ['a UUID of version 4', '9b2ac5a2-6d1f-4c41-9d1e-0e6d6a1c2f3b'],
    ['a UUID in capitals', '019CD7EA-7A00-7C41-9D1E-0E6D6A1C2F3B'],
  ])('refuses as an id %s', async (_, id) => {
    await expectRefusal('invalid_request', 400, withField('POST /responses', 'id', id));
  });
});

describe('POST /responses/:id/changes', () => {
  it('refuses to change nothing', async () => {
    const payload = JSON.stringify({ write_token: answered.display.write_token });
    await expectRefusal('invalid_request', 400, { path: `/responses/${answered.id}/changes`, payload });
  });
});

describe('POST /displays/:id/dismissal', () => {
  it.each(['bored', '', null, 1])('refuses the reason %j', async (reason) => {
    await expectRefusal('invalid_request', 400, withField('POST /displays/:id/dismissal', 'reason', reason));
  });
});

describe('POST /displays', () => {
  it.each([
    ['survey_version', 0],
    ['survey_version', '1'],
    ['respondent', 'ada'],
    ['respondent', { id: '' }],
    ['respondent', { id: 'x'.repeat(129) }],
    ['respondent', { id: 42 }],
    ['anonymous_id', 'ada'],
    ['account', { id: '' }],
    ['account', { id: '🏢'.repeat(129) }],
    ['traits', { plan: null }],
    ['traits', { plan: ['pro'] }],
    ['traits', { plan: 'x'.repeat(257) }],
    ['traits', { 'not a key': 'x' }],
    ['traits', Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`trait_${i}`, i]))],
    ['touchpoint', 'two words'],
    ['touchpoint', 'x'.repeat(65)],
    ['locale', 'english please'],
    ['url_path', 'no/slash'],
    ['url_path', '/invoices?customer=secret'],
    ['url_path', '/invoices#secret'],
    ['url_path', `/${'x'.repeat(1_024)}`],
    ['device', 'fridge'],
    ['dropped', -1],
  ])('refuses %s %j', async (field, value) => {
    await expectRefusal('invalid_request', 400, withField('POST /displays', field, value));
  });
});

describe('a comment', () => {
  it.each(WITH_SCORE)('of 2,001 code points is refused by %s', async (route) => {
    await expectRefusal('invalid_request', 400, withField(route, 'comment', 'x'.repeat(2_001)));
    await expectRefusal('invalid_request', 400, withField(route, 'comment', '😀'.repeat(2_001)));
  });
});

const TEXTS: [Route, string, (text: string) => unknown][] = [
  ['POST /responses', 'comment', (text) => text],
  ['POST /responses', 'write_token', (text) => text],
  ['POST /responses/:id/changes', 'comment', (text) => text],
  ['POST /displays/:id/dismissal', 'reason', (text) => text],
  ['POST /displays', 'respondent', (text) => ({ id: text })],
  ['POST /displays', 'account', (text) => ({ id: text })],
  ['POST /displays', 'account', (text) => ({ id: 'acme', traits: { plan: text } })],
  ['POST /displays', 'traits', (text) => ({ role: text })],
  ['POST /displays', 'traits', (text) => ({ [text]: 'x' })],
  ['POST /displays', 'touchpoint', (text) => text],
  ['POST /displays', 'locale', (text) => text],
  ['POST /displays', 'url_path', (text) => `/${text}`],
];

describe.each(TEXTS)('%s refuses in %s', (route, field, valueOf) => {
  it.each([
    ['a NUL', 'a\0b'],
    ['a high surrogate alone', 'a\uD83Db'],
    ['a low surrogate alone', 'a\uDE00b'],
    ['surrogates in the wrong order', '\uDE00\uD83D'],
  ])('%s', async (_, text) => {
    await expectRefusal('malformed_text', 400, withField(route, field, valueOf(text)));
  });
});

describe.each(ALL)('%s', (route) => {
  const send = (payload: string, more: Partial<Sent> = {}): Sent => ({ path: ROUTES[route].path(), payload, ...more });
  const valid = () => JSON.stringify(ROUTES[route].body());

  it.each(['nps', 'Score', 'respondent_id', 'constructor', 'toString'])(
    'refuses the unknown field %s',
    async (field) => {
      const problem = await expectRefusal('invalid_request', 400, withField(route, field, 1));
      expect(problem['errors']).toEqual([{ path: '', message: 'has a field that this route does not know' }]);
    },
  );

  it.each(['', '{', '{"score": 9', 'score=9', "{'score': 9}", '{"score": 9,}', 'undefined', '\u0000', '{} {}'])(
    'refuses the broken JSON %j',
    async (payload) => {
      await expectRefusal('invalid_json', 400, send(payload));
    },
  );

  it('refuses JSON behind a byte order mark, which not every parser reads', async () => {
    await expectRefusal('invalid_json', 400, send(`\uFEFF${valid()}`));
  });

  it.each(['null', '9', '"score"', '[]', '[{"score": 9}]', 'true'])(
    'refuses the JSON %s, which is no object',
    async (payload) => {
      await expectRefusal('invalid_request', 400, send(payload));
    },
  );

  it.each([
    '{"__proto__": {"score": 9}}',
    '{"\\u005f_proto__": {"score": 9}}',
    '{"account": {"__proto__": null}}',
    '{"constructor": {"prototype": {"score": 9}}}',
  ])('refuses the poison %s', async (payload) => {
    await expectRefusal('invalid_json', 400, send(payload));
  });

  it.each([
    '{"score": 9, "score": 3}',
    '{"score": 9, "score": 9}',
    '{"score": 9, "sc\\u006fre": 3}',
    '{"\\u0073core": 9, "sc\\u006Fre": 3}',
    '{"comment": "\\"score\\": {", "score": 9, "score": 3}',
    '{"account": {"id": "a", "id": "b"}}',
    '{"traits": [{"a": 1}, {"b": 1, "b": 2}]}',
    '{"a": {"b": {"c": 1, "\\u0063": 2}}}',
    '{"": 1, "": 2}',
  ])('refuses the doubled key in %s', async (payload) => {
    await expectRefusal('duplicate_key', 400, send(payload));
  });

  it('refuses nesting without end', async () => {
    await expectRefusal('invalid_request', 400, send('['.repeat(16_000) + ']'.repeat(16_000)));
    await expectRefusal('invalid_request', 400, send('{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000)));
  });

  it('refuses a body over 32 KiB', async () => {
    const size = 32 * 1024;
    await expectRefusal('body_too_large', 413, send(valid().padEnd(size + 1)));
    await expectRefusal('body_too_large', 413, send('x'.repeat(10 * size), { contentType: 'text/plain' }));
  });

  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/html',
    'application/xml',
    '*/*',
    '',
  ])('refuses the content type %j', async (contentType) => {
    await expectRefusal('unsupported_media_type', 415, send(valid(), { contentType }));
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'] as const)('does not know the method %s', async (method) => {
    await expectRefusal('not_found', 404, send(method === 'GET' ? '' : valid(), { method }));
  });

  it('answers a project that is unknown', async () => {
    await expectRefusal('unknown_project', 404, send(valid(), { publicKey: 'elv_pk_0123456789abcdefghijkl' }));
  });

  it.each([
    ['too short', 'elv_pk_short'],
    ['a property of every object', 'constructor'],
    ['SQL', "'or'1'='1"],
    ['a NUL', '%00'],
    ['half a character', '%E0%A4%A'],
    ['300 characters long', 'x'.repeat(300)],
  ])('answers a public key that is %s', async (_, publicKey) => {
    await expectRefusal('not_found', 404, send(valid(), { publicKey }));
  });

  it('lets no sender forge a line of the log', async () => {
    const { body } = ROUTES[route];
    const fields = Object.fromEntries(Object.keys(body()).map((field) => [field, FORGED_LINE]));
    await expectRefusal('invalid_request', 400, send(JSON.stringify(fields)));
    await expectRefusal('invalid_request', 400, send(JSON.stringify({ ...body(), [FORGED_LINE]: 1 })));
    await expectRefusal('invalid_json', 400, send(FORGED_LINE));
    const publicKey = encodeURIComponent(FORGED_LINE);
    await expectRefusal('not_found', 404, send(valid(), { publicKey }));
    const headers = {
      'user-agent': MARK,
      referer: `https://${MARK}.example/`,
      'x-request-id': MARK,
      'x-forwarded-for': MARK,
    };
    await expectRefusal('invalid_json', 400, send('{', { headers }));
  });
});

describe('a write token', () => {
  const guarded = ALL.filter((route) => route !== 'POST /displays');

  it.each(guarded)('is asked for by %s', async (route) => {
    const { write_token: _, ...body } = ROUTES[route].body();
    const payload = JSON.stringify(body);
    await expectRefusal('invalid_request', 400, { path: ROUTES[route].path(), payload });
  });

  it.each(guarded)('that is wrong is refused by %s', async (route) => {
    for (const token of ['A'.repeat(22), '_'.repeat(22)]) {
      await expectRefusal('bad_write_token', 403, withField(route, 'write_token', token));
    }
    for (const token of ['', 'A', 'A'.repeat(23), 22, null]) {
      await expectRefusal('invalid_request', 400, withField(route, 'write_token', token));
    }
  });

  it.each(guarded)('of another display is refused by %s', async (route) => {
    const own = ROUTES[route].body()['write_token'];
    const tokens = [open, answered.display, foreign.display].map((display) => display.write_token);
    for (const token of tokens.filter((other) => other !== own)) {
      await expectRefusal('bad_write_token', 403, withField(route, 'write_token', token));
    }
  });

  it('opens nothing under the key of another project', async () => {
    const publicKey = neighbour.public_key;
    const answers = { ...withField('POST /responses', 'score', 9), publicKey };
    await expectRefusal('bad_write_token', 403, answers);
    await expectRefusal('bad_write_token', 403, {
      ...withField('POST /displays/:id/dismissal', 'reason', 'closed'),
      publicKey,
    });
  });
});

describe('what does not exist', () => {
  const UNKNOWN = '019cd7ea-7a00-7c41-9d1e-0e6d6a1c2f3b';

  it('is an unknown survey, and a foreign one answers byte for byte the same', async () => {
    const unknown = await expectRefusal(
      'unknown_survey',
      404,
      withField('POST /displays', 'survey_id', 'srv_0123456789abcdef'),
    );
    const foreigner = await expectRefusal(
      'unknown_survey',
      404,
      withField('POST /displays', 'survey_id', neighbour.survey_id),
    );
    expect(foreigner).toEqual(unknown);
    await expectRefusal('invalid_request', 400, withField('POST /displays', 'survey_id', 'srv_short'));
  });

  it('is a version of the survey that is yet to come', async () => {
    await expectRefusal('unknown_survey', 404, withField('POST /displays', 'survey_version', 2));
  });

  it('is an unknown display, which no token opens', async () => {
    await expectRefusal('bad_write_token', 403, withField('POST /responses', 'display_id', UNKNOWN));
    const path = `/displays/${UNKNOWN}/dismissal`;
    await expectRefusal('bad_write_token', 403, {
      ...withField('POST /displays/:id/dismissal', 'reason', 'closed'),
      path,
    });
  });

  it('is an unknown response, and a foreign one answers byte for byte the same', async () => {
    const body = { payload: JSON.stringify({ write_token: foreign.display.write_token, score: 1 }) };
    const unknown = await expectRefusal('unknown_response', 404, { ...body, path: `/responses/${UNKNOWN}/changes` });
    const foreigner = await expectRefusal('unknown_response', 404, {
      ...body,
      path: `/responses/${foreign.id}/changes`,
    });
    expect(foreigner).toEqual(unknown);
  });

  it.each(['/responses/none/changes', '/displays/none/dismissal', '/nothing', '/responses/', '/'])(
    'is the path %s',
    async (path) => {
      await expectRefusal('not_found', 404, {
        path,
        payload: JSON.stringify({ write_token: open.write_token, score: 9 }),
      });
    },
  );
});

describe('the limits themselves are within bounds:', () => {
  it('2,000 characters beyond the basic plane in 32 KiB of body', async () => {
    const display = await show(elleve, 'emma');
    const comment = '😀'.repeat(2_000);
    expect(await answer(elleve, display, { comment })).toMatchObject({ status: 201 });
    expect(elleve.stored()['response']).toContainEqual(expect.objectContaining({ comment }));
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'text/plain', 'text/plain;charset=UTF-8'])(
    'a body of exactly 32 KiB as %s',
    async (contentType) => {
      const display = await show(elleve, `finn ${contentType}`);
      const fields = { id: elleve.newId(), display_id: display.id, write_token: display.write_token, score: 0 };
      const created = await elleve.app.inject({
        method: 'POST',
        url: `/c/${elleve.public_key}/responses`,
        headers: { 'content-type': contentType },
        payload: JSON.stringify(fields).padEnd(32 * 1024),
      });
      expect(created.statusCode).toBe(201);
    },
  );
});
