import type { Wording } from '../../../shared/contract/surveys.ts';

/** The product's name stays uninflected: the noun after the hyphen (“service”) carries the case. */
export const finnish: Wording = {
  question: 'Kuinka todennäköisesti suosittelisit {product}-palvelua ystävälle tai kollegalle?',
  low: 'En lainkaan todennäköisesti',
  high: 'Erittäin todennäköisesti',
  follow_up: {
    promoter: 'Mitä arvostat eniten?',
    passive: 'Mitä voisimme tehdä paremmin?',
    detractor: 'Mitä meidän pitäisi korjata ensin?',
  },
  placeholder: 'Vastauksesi (vapaaehtoinen)',
  contact: 'Saammeko ottaa sinuun yhteyttä vastaukseesi liittyen?',
  send: 'Lähetä',
  skip: 'Ohita',
  close: 'Sulje',
  thanks: {
    promoter: { text: 'Kiitos! Mukava kuulla.' },
    passive: { text: 'Kiitos vastauksestasi. Se auttaa meitä kehittymään.' },
    detractor: { text: 'Kiitos rehellisyydestäsi. Otamme tämän vakavasti.' },
  },
};
