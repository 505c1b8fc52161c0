import type { Wording } from '../../../shared/contract/surveys.ts';

export const english: Wording = {
  question: 'How likely are you to recommend {product} to a friend or colleague?',
  low: 'Not at all likely',
  high: 'Extremely likely',
  follow_up: {
    promoter: 'What do you value most?',
    passive: 'What could we do better?',
    detractor: 'What should we fix first?',
  },
  placeholder: 'Your answer (optional)',
  contact: 'May we contact you about your answer?',
  send: 'Send',
  skip: 'Skip',
  close: 'Close',
  thanks: {
    promoter: { text: 'Thank you! We’re glad to hear it.' },
    passive: { text: 'Thank you. Your answer helps us improve.' },
    detractor: { text: 'Thank you for being honest. We take it seriously.' },
  },
};
