import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, freshElleve, type Elleve } from '../harness.ts';
import { claim, respond } from '../page.ts';
import { call, makeSurvey, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve();
});

interface RuleTold {
  rule: string;
  judged_by: string;
  passes: boolean | null;
  passes_at: string | null;
  inputs: Record<string, unknown>;
}

function told(query: Record<string, string>): Promise<Record<string, unknown>> {
  return read(elleve, `/eligibility?${new URLSearchParams({ survey: elleve.survey_id, ...query }).toString()}`);
}
async function ruleTold(rule: string, query: Record<string, string>): Promise<RuleTold> {
  const { rules } = await told({ ...query, explain: 'true' });
  return (rules as RuleTold[]).find((told_) => told_.rule === rule)!;
}
const target = (targeting: object) => call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { targeting } });

describe('whether somebody would be asked', () => {
  it('is told, and remembered by nobody', async () => {
    const stored = elleve.stored();
    expect(await told({ respondent: 'ada', account: 'acme' })).toEqual({
      survey: elleve.survey_id,
      ask: true,
      because: null,
      retry_at: null,
    });
    expect(elleve.stored()).toEqual(stored);
  });

  it('is what the collector then answers, with the reason and the moment at which that ends', async () => {
    await respond(elleve, 'ada');
    const retry_at = new Date(elleve.clock.now + 90 * DAY_MS).toISOString();
    expect(await told({ respondent: 'ada' })).toMatchObject({ ask: false, because: 'resting_after_answer', retry_at });
    expect((await claim(elleve, 'ada')).body).toMatchObject({ show: false, because: 'not_now' });
    elleve.clock.now += 90 * DAY_MS;
    expect(await told({ respondent: 'ada' })).toMatchObject({ ask: true });
    expect((await claim(elleve, 'ada')).body).toMatchObject({ show: true });
  });

  it('is told of a device and of nobody known', async () => {
    const anonymous_id = elleve.newId();
    expect(await told({ anonymous_id })).toMatchObject({ ask: true });
    expect(await told({})).toMatchObject({ ask: false, because: 'needs_identity' });
  });

  it('depends on what the page says', async () => {
    await target({
      touchpoints: ['invoice_paid'],
      url_patterns: ['/invoices/*'],
      devices: ['desktop'],
      traits: { plan: { eq: 'pro' }, seats: { gt: 5 } },
      locales: ['da'],
    });
    await call(elleve, 'PUT', '/traits/seats', { body: { type: 'number', of: 'account', source: 'browser' } });
    const right = {
      respondent: 'ada',
      touchpoint: 'invoice_paid',
      url_path: '/invoices/7',
      device: 'desktop',
      locale: 'da-DK',
      'trait[plan]': 'pro',
      'trait[seats]': '6',
    };
    expect(await told(right)).toMatchObject({ ask: true });
    for (const [wrong, because] of [
      [{ touchpoint: 'login' }, 'other_touchpoint'],
      [{ url_path: '/' }, 'other_path'],
      [{ device: 'phone' }, 'other_device'],
      [{ locale: 'sv' }, 'other_locale'],
      [{ 'trait[plan]': 'free' }, 'traits_differ'],
      [{ 'trait[seats]': '5' }, 'traits_differ'],
    ] as const) {
      expect(await told({ ...right, ...wrong })).toMatchObject({ ask: false, because });
    }
  });
});

describe('an explanation', () => {
  it('lists every rule with what it looked at, its verdict and the next moment at which it passes', async () => {
    await respond(elleve, 'ada', {}, { account: { id: 'acme' } });
    const { rules } = await told({ respondent: 'ada', account: 'acme', explain: 'true' });
    expect((rules as RuleTold[]).map(({ rule, passes }) => [rule, passes])).toContainEqual(['survey_not_live', true]);
    expect(await ruleTold('resting_after_answer', { respondent: 'ada' })).toEqual({
      rule: 'resting_after_answer',
      judged_by: 'server',
      passes: false,
      passes_at: new Date(elleve.clock.now + 90 * DAY_MS).toISOString(),
      inputs: { rest_days: 90, last_answer_at: new Date(elleve.clock.now).toISOString() },
    });
    expect(await ruleTold('account_asked_today', { account: 'acme' })).toMatchObject({
      passes: true,
      inputs: { asks_per_account_per_day: null, asked_today: 1 },
    });
    const other = await makeSurvey(elleve, {}, 'live');
    expect(await told({ survey: other, respondent: 'ada' })).toMatchObject({ because: 'resting_after_other_survey' });
  });

  it('names the trait that differs, and what was known', async () => {
    await target({ traits: { plan: { eq: 'pro' } } });
    await call(elleve, 'POST', '/accounts', { body: { id: 'acme', traits: { plan: 'free' } } });
    expect(await ruleTold('traits_differ', { respondent: 'ada', account: 'acme' })).toMatchObject({
      passes: false,
      passes_at: null,
      inputs: { wanted: { plan: { eq: 'pro' } }, traits: { plan: 'free' }, unmet: 'plan' },
    });
  });

  it('shows the wave and the slot of a person', async () => {
    const schedule = { wave_days: 120, even_spread: true };
    await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: { schedule } });
    const { inputs } = await ruleTold('slot_to_come', { respondent: 'ada' });
    expect(inputs).toEqual({
      even_spread: true,
      wave: { number: 0, first_day: '2026-03-10', last_day: '2026-07-07' },
      slot: expect.stringMatching(/^2026-\d\d-\d\d$/),
    });
  });

  it('says which rules only the page can judge', async () => {
    await target({ touchpoints: ['invoice_paid'], delay_s: 5, scroll_percent: 50, exit_intent: true });
    const { rules } = await told({ respondent: 'ada', explain: 'true' });
    const ofPage = (rules as RuleTold[]).filter(({ judged_by }) => judged_by === 'page');
    expect(ofPage.map(({ rule, passes }) => [rule, passes])).toEqual([
      ['other_touchpoint', null],
      ['delay_s', null],
      ['scroll_percent', null],
      ['exit_intent', null],
    ]);
  });
});

describe('a question about nobody', () => {
  it.each([
    ['no survey', '', 400],
    ['a survey that is none', 'survey=srv_0000000000000000', 404],
    ['two people', 'survey=SURVEY&respondent=a&respondent=b', 400],
    ['an unknown parameter', 'survey=SURVEY&colour=red', 400],
    ['an explanation that is neither', 'survey=SURVEY&explain=1', 400],
  ])('%s is refused', async (_, query, status) => {
    const path = `/eligibility?${query.replace('SURVEY', elleve.survey_id)}`;
    expect(await call(elleve, 'GET', path)).toMatchObject({ status });
  });

  it('about the survey of another project is as unknown as about none', async () => {
    const neighbour = await elleve.newProject();
    const query = (survey: string) => call(elleve, 'GET', `/eligibility?survey=${survey}`);
    expect((await query(neighbour.survey_id)).body).toEqual((await query('srv_0000000000000000')).body);
  });
});
