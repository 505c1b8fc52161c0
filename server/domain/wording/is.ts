import type { Wording } from '../../../shared/contract/surveys.ts';

export const icelandic: Wording = {
  question: 'Hversu líklegt er að þú mælir með {product} við vin eða samstarfsfélaga?',
  low: 'Alls ekki líklegt',
  high: 'Mjög líklegt',
  follow_up: {
    promoter: 'Hvað kanntu best að meta?',
    passive: 'Hvað getum við gert betur?',
    detractor: 'Hvað ættum við að laga fyrst?',
  },
  placeholder: 'Svarið þitt (valfrjálst)',
  contact: 'Megum við hafa samband við þig vegna svarsins?',
  send: 'Senda',
  skip: 'Sleppa',
  close: 'Loka',
  thanks: {
    promoter: { text: 'Takk! Gaman að heyra.' },
    passive: { text: 'Takk fyrir svarið. Það hjálpar okkur að gera betur.' },
    detractor: { text: 'Takk fyrir hreinskilnina. Við tökum þetta alvarlega.' },
  },
};
