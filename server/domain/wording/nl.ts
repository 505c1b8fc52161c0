import type { Wording } from '../../../shared/contract/surveys.ts';

export const dutch: Wording = {
  question: 'Hoe waarschijnlijk is het dat u {product} zou aanbevelen aan een vriend of collega?',
  low: 'Helemaal niet waarschijnlijk',
  high: 'Zeer waarschijnlijk',
  follow_up: {
    promoter: 'Wat waardeert u het meest?',
    passive: 'Wat kunnen we beter doen?',
    detractor: 'Wat moeten we als eerste verbeteren?',
  },
  placeholder: 'Uw antwoord (optioneel)',
  contact: 'Mogen we contact met u opnemen over uw antwoord?',
  send: 'Versturen',
  skip: 'Overslaan',
  close: 'Sluiten',
  thanks: {
    promoter: { text: 'Dank u wel! Fijn om te horen.' },
    passive: { text: 'Dank u wel. Uw antwoord helpt ons beter te worden.' },
    detractor: { text: 'Dank u wel voor uw eerlijkheid. We nemen dit serieus.' },
  },
};
