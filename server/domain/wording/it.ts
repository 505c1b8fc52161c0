import type { Wording } from '../../../shared/contract/surveys.ts';

export const italian: Wording = {
  question: 'Con quale probabilità consiglierebbe {product} a un amico o a un collega?',
  low: 'Per nulla probabile',
  high: 'Estremamente probabile',
  follow_up: {
    promoter: 'Che cosa apprezza di più?',
    passive: 'Che cosa potremmo migliorare?',
    detractor: 'Qual è la prima cosa da correggere?',
  },
  placeholder: 'La sua risposta (facoltativa)',
  contact: 'Possiamo contattarla in merito alla sua risposta?',
  send: 'Invia',
  skip: 'Salta',
  close: 'Chiudi',
  thanks: {
    promoter: { text: 'Grazie! Ci fa piacere saperlo.' },
    passive: { text: 'Grazie. La sua risposta ci aiuta a migliorare.' },
    detractor: { text: 'Grazie per la sincerità. Ne terremo conto.' },
  },
};
