import type { Wording } from '../../../shared/contract/surveys.ts';

export const norwegian: Wording = {
  question: 'Hvor sannsynlig er det at du vil anbefale {product} til en venn eller kollega?',
  low: 'Svært lite sannsynlig',
  high: 'Svært sannsynlig',
  follow_up: {
    promoter: 'Hva setter du mest pris på?',
    passive: 'Hva kan vi gjøre bedre?',
    detractor: 'Hva bør vi ta tak i først?',
  },
  placeholder: 'Svaret ditt (valgfritt)',
  contact: 'Kan vi kontakte deg om svaret ditt?',
  send: 'Send',
  skip: 'Hopp over',
  close: 'Lukk',
  thanks: {
    promoter: { text: 'Takk! Det er vi glade for å høre.' },
    passive: { text: 'Takk for svaret. Det hjelper oss å bli bedre.' },
    detractor: { text: 'Takk for ærligheten. Vi tar det på alvor.' },
  },
};
