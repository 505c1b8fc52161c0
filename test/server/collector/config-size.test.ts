import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_WORDINGS } from '../../../server/domain/wording/built-in-wordings.ts';
import type { Wording } from '../../../shared/contract/surveys.ts';
import { freshElleve, type Elleve } from '../harness.ts';
import { call } from '../team.ts';

const MOST_BYTES = 1_500;
const LOOK = {
  position: 'inline',
  theme: 'light',
  accent: '#14614f',
  radius: 12,
  font: 'system',
  z_index: 2_147_483_000,
  name: 'Fjord Invoices & Accounting',
  logo: 'https://assets.fjord-invoices.example/brand/2026/fjord-invoices-mark-dark@2x.svg',
};
const TARGETING = {
  touchpoints: ['invoice_paid', 'ticket_closed', 'report_exported'],
  touchpoint_where: { invoice_paid: { amount: { gte: 100 }, currency: { in: ['EUR', 'DKK', 'SEK', 'NOK'] } } },
  url_patterns: ['/invoices/*', '/*/settings', '/reports/*/export'],
  delay_s: 20,
  session_s: 300,
  scroll_percent: 60,
  idle_s: 8,
  exit_intent: true,
  devices: ['desktop', 'tablet'],
  min_width_px: 600,
  max_width_px: 3_840,
};
const LINKS = {
  promoter: { label: 'Review us on Capterra', url: 'https://www.capterra.example/reviews/new/fjord-invoices' },
  passive: { label: 'See what is planned', url: 'https://fjord-invoices.example/roadmap' },
  detractor: { label: 'Talk to us', url: 'https://fjord-invoices.example/support/contact?topic=feedback' },
};

describe('the configuration of one survey that says all it can', () => {
  it.each([...BUILT_IN_WORDINGS])('is at most 1,500 bytes on the wire: %s', async (locale, { thanks }) => {
    const elleve = await surveyWith(locale, thanks);
    const { headers, rawPayload, body } = await ask(elleve, locale, 'br');
    expect(headers['content-encoding']).toBe('br');
    expect(rawPayload.length).toBeLessThanOrEqual(MOST_BYTES);
    expect(rawPayload.length).toBeGreaterThan(MOST_BYTES / 3);
    expect(body).not.toBe('');

    const [survey] = (await ask(elleve, locale, 'identity')).json().surveys;
    expect(survey).toMatchObject({ locale, look: LOOK, targeting: TARGETING });
    expect(survey.wording.contact).toEqual(expect.any(String));
    expect(survey.wording.thanks.detractor.link).toEqual(LINKS.detractor);
  });

  it('would be more than twice as much with the words of every language in it', async () => {
    const elleve = await surveyWith('en', BUILT_IN_WORDINGS.get('en')!.thanks);
    const config = (await ask(elleve, 'en', 'identity')).json();
    const packed = brotliCompressSync(JSON.stringify({ ...config, words: [...BUILT_IN_WORDINGS] }));
    expect(packed.length).toBeGreaterThan(2 * MOST_BYTES);
  });
});

async function surveyWith(locale: string, { promoter, passive, detractor }: Wording['thanks']): Promise<Elleve> {
  const elleve = await freshElleve({ name: LOOK.name });
  const thanks = {
    promoter: { ...promoter, link: LINKS.promoter },
    passive: { ...passive, link: LINKS.passive },
    detractor: { ...detractor, link: LINKS.detractor },
  };
  const wording = { default_locale: locale, locales: { [locale]: { thanks } } };
  const change = { look: LOOK, targeting: TARGETING, wording, ask_contact: true };
  const { status, body } = await call(elleve, 'PATCH', `/surveys/${elleve.survey_id}`, { body: change });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return elleve;
}

function ask({ app, public_key }: Elleve, locale: string, encoding: string) {
  return app.inject({ url: `/c/${public_key}/config?locale=${locale}`, headers: { 'accept-encoding': encoding } });
}
