import type { Wording } from '../../../shared/contract/surveys.ts';

/** A narrow no-break space stands before `?` and `!`, written as an escape so that it can be seen. */
export const french: Wording = {
  question: 'Quelle est la probabilité que vous recommandiez {product} à un ami ou à un collègue\u202f?',
  low: 'Pas du tout probable',
  high: 'Extrêmement probable',
  follow_up: {
    promoter: 'Qu’appréciez-vous le plus\u202f?',
    passive: 'Que pourrions-nous améliorer\u202f?',
    detractor: 'Que devrions-nous corriger en priorité\u202f?',
  },
  placeholder: 'Votre réponse (facultatif)',
  contact: 'Pouvons-nous vous contacter au sujet de votre réponse\u202f?',
  send: 'Envoyer',
  skip: 'Passer',
  close: 'Fermer',
  thanks: {
    promoter: { text: 'Merci\u202f! Nous en sommes ravis.' },
    passive: { text: 'Merci. Votre réponse nous aide à progresser.' },
    detractor: { text: 'Merci de votre franchise. Nous en tiendrons compte.' },
  },
};
