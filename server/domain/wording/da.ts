import type { Wording } from '../../../shared/contract/surveys.ts';

export const danish: Wording = {
  question: 'Hvor sandsynligt er det, at du vil anbefale {product} til en ven eller kollega?',
  low: 'Slet ikke sandsynligt',
  high: 'Meget sandsynligt',
  follow_up: {
    promoter: 'Hvad sætter du mest pris på?',
    passive: 'Hvad kan vi gøre bedre?',
    detractor: 'Hvad bør vi rette op på først?',
  },
  placeholder: 'Dit svar (valgfrit)',
  contact: 'Må vi kontakte dig om dit svar?',
  send: 'Send',
  skip: 'Spring over',
  close: 'Luk',
  thanks: {
    promoter: { text: 'Tak! Det er vi glade for at høre.' },
    passive: { text: 'Tak for dit svar. Det hjælper os med at blive bedre.' },
    detractor: { text: 'Tak for din ærlighed. Vi tager det alvorligt.' },
  },
};
