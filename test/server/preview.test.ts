import { beforeEach, describe, expect, it } from 'vitest';
import { freshElleve, HOUR_MS, type Elleve } from './harness.ts';
import { call, makeSurvey } from './team.ts';

let elleve: Elleve;
let survey: string;
beforeEach(async () => {
  elleve = await freshElleve({ name: 'Ledgerly' });
  survey = await makeSurvey(elleve, {
    name: 'Draft <b>& "more"',
    wording: { default_locale: 'en', locales: { en: { question: 'A draft?' } } },
    targeting: { touchpoints: ['never'], url_patterns: ['/nowhere'], delay_s: 60, devices: ['phone'] },
  });
});

async function previewPath(body: object = {}): Promise<string> {
  const { status, body: made } = await call(elleve, 'POST', `/surveys/${survey}/preview`, { body });
  expect(status).toBe(200);
  return new URL(String(made['url'])).pathname + new URL(String(made['url'])).search;
}

const get = (url: string) => elleve.app.inject({ url });
const post = (url: string, body: object) =>
  elleve.app.inject({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, payload: JSON.stringify(body) });

describe('a preview', () => {
  it('is a link for an hour', async () => {
    const { body } = await call(elleve, 'POST', `/surveys/${survey}/preview`, { body: {} });
    expect(body).toEqual({
      url: expect.stringMatching(/^http:\/\/elleve\.test\/s\/preview\/elv_pk_\w{22}\.srv_\w{16}\.\d{10}\.[\w-]{22}$/),
      expires_at: new Date(elleve.clock.now + HOUR_MS).toISOString(),
    });
    const path = new URL(String(body['url'])).pathname;
    expect((await get(path)).statusCode).toBe(200);
    elleve.clock.now += HOUR_MS;
    expect((await get(path)).json()).toMatchObject({ status: 404, code: 'unknown_preview' });
  });

  it('is a page that loads the widget, whatever the survey is called, and may run no other script', async () => {
    const page = await get(await previewPath({ locale: 'da' }));
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain(`script-src 'self';`);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain('Draft &lt;b&gt;&amp; &quot;more&quot;');
    expect(page.body).toContain('src="../../w/elleve.js"');
    expect(page.body).toContain('data-locale="da"');
  });

  it('shows a draft as the widget would, on any page and at once', async () => {
    const path = await previewPath();
    const { surveys, special } = (await get(`${path}/c/${elleve.public_key}/config?locale=en`)).json();
    expect(surveys).toMatchObject([{ id: survey, wording: { question: 'A draft?' } }]);
    expect(surveys[0].targeting).toEqual({ touchpoints: [], url_patterns: [], delay_s: 0 });
    expect(special).toBeUndefined();
  });

  it('plays the whole conversation and records nothing of it', async () => {
    const root = `${await previewPath()}/c/${elleve.public_key}`;
    const stored = elleve.stored();
    const [display, response] = [elleve.newId(), elleve.newId()];
    for (let again = 0; again < 2; again++) {
      const claim = { id: display, survey_id: survey, survey_version: 1, respondent: { id: 'ada' } };
      const verdict = (await post(`${root}/displays`, claim)).json();
      expect(verdict).toMatchObject({ show: true, write_token: expect.stringMatching(/^[\w-]{22}$/) });
      const { write_token } = verdict;
      const answer = { id: response, display_id: display, write_token, score: 9 };
      expect((await post(`${root}/responses`, answer)).statusCode).toBe(201);
      const change = { write_token, comment: 'Nice' };
      expect((await post(`${root}/responses/${response}/changes`, change)).json()).toEqual({ id: response });
      const gone = { write_token, reason: 'closed' };
      expect((await post(`${root}/displays/${display}/dismissal`, gone)).json()).toEqual({ id: display });
      const real = await post(`/c/${elleve.public_key}/responses`, answer);
      expect(real.json()).toMatchObject({ code: 'bad_write_token' });
    }
    expect(elleve.stored()).toEqual(stored);
  });

  it('takes nothing that the collector would not take', async () => {
    const root = `${await previewPath()}/c/${elleve.public_key}`;
    const answer = { id: elleve.newId(), display_id: elleve.newId(), write_token: 'x'.repeat(22), score: 11 };
    expect((await post(`${root}/responses`, answer)).json()).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('shows the survey as it is when the page is loaded', async () => {
    const path = await previewPath();
    const wording = { default_locale: 'en', locales: { en: { question: 'Better?' } } };
    await call(elleve, 'PATCH', `/surveys/${survey}`, { body: { wording } });
    const { surveys } = (await get(`${path}/c/${elleve.public_key}/config`)).json();
    expect(surveys).toMatchObject([{ version: 2, wording: { question: 'Better?' } }]);
  });

  it.each([
    ['another survey', (token: string) => token.replace(/srv_\w{16}/, 'srv_0000000000000000')],
    ['a longer life', (token: string) => token.replace(/\.(\d{10})\./, (_, end) => `.${Number(end) + 1}.`)],
    ['another signature', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['no signature', (token: string) => token.slice(0, -23)],
    ['nothing', () => '/s/preview/x'],
  ])('is not to be had for %s', async (_, forged) => {
    const path = forged(await previewPath());
    for (const url of [path, `${path}/c/${elleve.public_key}/config`]) {
      expect((await get(url)).json()).toMatchObject({ status: 404 });
    }
  });

  it('of a survey that is none, or of another project, is none', async () => {
    const neighbour = await elleve.newProject();
    for (const id of ['srv_0000000000000000', neighbour.survey_id]) {
      const refused = await call(elleve, 'POST', `/surveys/${id}/preview`, { body: {} });
      expect(refused).toMatchObject({ status: 404, body: { code: 'unknown_survey' } });
    }
  });
});
