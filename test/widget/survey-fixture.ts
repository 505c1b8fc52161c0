import type { ConfigSurvey } from '../../shared/contract/collector.ts';

export const PUBLIC_KEY = 'elv_pk_0123456789abcdefghijkl';
export const WRITE_TOKEN = 'abcdefghijklmnopqrstuv';

/** A survey as the collector's configuration holds it. */
export function surveyFixture(changes: Partial<ConfigSurvey> = {}): ConfigSurvey {
  return {
    id: 'srv_0123456789abcdef',
    version: 1,
    kind: 'relationship',
    locale: 'en',
    direction: 'ltr',
    wording: {
      question: 'How likely are you to recommend Fjord Invoices to a friend or colleague?',
      low: 'Not at all likely',
      high: 'Extremely likely',
      follow_up: {
        promoter: 'What do you like most about Fjord Invoices?',
        passive: 'What would make it a 10 for you?',
        detractor: 'What should we do better?',
      },
      placeholder: 'Write a few words, if you like',
      send: 'Send',
      skip: 'Skip',
      close: 'Close',
      thanks: {
        promoter: { text: 'Thank you! Glad to hear it.' },
        passive: { text: 'Thank you! That helps us improve.' },
        detractor: {
          text: 'Thank you. We read every answer.',
          link: { label: 'Talk to us', url: 'https://support.example.com/' },
        },
      },
    },
    look: { position: 'bottom_right', theme: 'auto' },
    targeting: { touchpoints: [], url_patterns: [], delay_s: 0 },
    ...changes,
  };
}
