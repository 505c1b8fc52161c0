import type { Wording } from '../../../shared/contract/surveys.ts';

export const german: Wording = {
  question: 'Wie wahrscheinlich ist es, dass Sie {product} einem Freund oder Kollegen weiterempfehlen?',
  low: 'Überhaupt nicht wahrscheinlich',
  high: 'Äußerst wahrscheinlich',
  follow_up: {
    promoter: 'Was schätzen Sie am meisten?',
    passive: 'Was können wir besser machen?',
    detractor: 'Was sollten wir als Erstes verbessern?',
  },
  placeholder: 'Ihre Antwort (optional)',
  contact: 'Dürfen wir Sie zu Ihrer Antwort kontaktieren?',
  send: 'Senden',
  skip: 'Überspringen',
  close: 'Schließen',
  thanks: {
    promoter: { text: 'Vielen Dank! Das freut uns.' },
    passive: { text: 'Vielen Dank. Ihre Antwort hilft uns, besser zu werden.' },
    detractor: { text: 'Danke für Ihre Offenheit. Wir nehmen das ernst.' },
  },
};
