import type { Wording } from '../../../shared/contract/surveys.ts';

export const spanish: Wording = {
  question: '¿Qué probabilidad hay de que recomiende {product} a un amigo o colega?',
  low: 'Nada probable',
  high: 'Extremadamente probable',
  follow_up: {
    promoter: '¿Qué es lo que más valora?',
    passive: '¿Qué podríamos mejorar?',
    detractor: '¿Qué deberíamos corregir primero?',
  },
  placeholder: 'Su respuesta (opcional)',
  contact: '¿Podemos ponernos en contacto con usted sobre su respuesta?',
  send: 'Enviar',
  skip: 'Omitir',
  close: 'Cerrar',
  thanks: {
    promoter: { text: '¡Gracias! Nos alegra saberlo.' },
    passive: { text: 'Gracias. Su respuesta nos ayuda a mejorar.' },
    detractor: { text: 'Gracias por su sinceridad. La tendremos muy en cuenta.' },
  },
};
