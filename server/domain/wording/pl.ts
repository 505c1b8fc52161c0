import type { Wording } from '../../../shared/contract/surveys.ts';

export const polish: Wording = {
  question: 'Jak bardzo prawdopodobne jest, że polecisz {product} znajomym lub współpracownikom?',
  low: 'Zupełnie nieprawdopodobne',
  high: 'Bardzo prawdopodobne',
  follow_up: {
    promoter: 'Co cenisz najbardziej?',
    passive: 'Co możemy poprawić?',
    detractor: 'Co powinniśmy naprawić w pierwszej kolejności?',
  },
  placeholder: 'Twoja odpowiedź (opcjonalnie)',
  contact: 'Czy możemy skontaktować się z Tobą w sprawie Twojej odpowiedzi?',
  send: 'Wyślij',
  skip: 'Pomiń',
  close: 'Zamknij',
  thanks: {
    promoter: { text: 'Dziękujemy! Miło nam to słyszeć.' },
    passive: { text: 'Dziękujemy. Twoja odpowiedź pomaga nam się rozwijać.' },
    detractor: { text: 'Dziękujemy za szczerość. Traktujemy to poważnie.' },
  },
};
