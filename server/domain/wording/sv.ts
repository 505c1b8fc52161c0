import type { Wording } from '../../../shared/contract/surveys.ts';

export const swedish: Wording = {
  question: 'Hur troligt är det att du skulle rekommendera {product} till en vän eller kollega?',
  low: 'Inte alls troligt',
  high: 'Mycket troligt',
  follow_up: {
    promoter: 'Vad uppskattar du mest?',
    passive: 'Vad kan vi göra bättre?',
    detractor: 'Vad borde vi rätta till först?',
  },
  placeholder: 'Ditt svar (valfritt)',
  contact: 'Får vi kontakta dig om ditt svar?',
  send: 'Skicka',
  skip: 'Hoppa över',
  close: 'Stäng',
  thanks: {
    promoter: { text: 'Tack! Det gläder oss att höra.' },
    passive: { text: 'Tack för ditt svar. Det hjälper oss att bli bättre.' },
    detractor: { text: 'Tack för ditt ärliga svar. Vi tar det på allvar.' },
  },
};
