import type { Wording } from '../../../shared/contract/surveys.ts';

/** Chosen to read naturally in Portugal and in Brazil alike; hence “not now” where the two would skip differently. */
export const portuguese: Wording = {
  question: 'Qual é a probabilidade de recomendar {product} a um amigo ou colega?',
  low: 'Nada provável',
  high: 'Extremamente provável',
  follow_up: {
    promoter: 'O que mais valoriza?',
    passive: 'O que podemos melhorar?',
    detractor: 'O que devemos corrigir primeiro?',
  },
  placeholder: 'A sua resposta (opcional)',
  contact: 'Podemos entrar em contacto consigo sobre a sua resposta?',
  send: 'Enviar',
  skip: 'Agora não',
  close: 'Fechar',
  thanks: {
    promoter: { text: 'Obrigado! É bom saber.' },
    passive: { text: 'Obrigado. Com a sua resposta, podemos melhorar.' },
    detractor: { text: 'Obrigado pela sinceridade. Levamos a sua opinião a sério.' },
  },
};
