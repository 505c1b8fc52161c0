import type { Wording } from '../../../shared/contract/surveys.ts';

const PLACEHOLDER = '{product}';

/** The wording with the product's name in each text; addresses are left alone. The name is plain text, put in once. */
export function fillProduct(wording: Wording, product: string): Wording {
  // A replacer function, because `$&` in a replacement string would mean the match.
  const fill = (text: string) => text.replaceAll(PLACEHOLDER, () => product);
  const fillThanks = ({ text, link }: Wording['thanks']['promoter']) => ({
    text: fill(text),
    ...(link && { link: { label: fill(link.label), url: link.url } }),
  });
  return {
    question: fill(wording.question),
    low: fill(wording.low),
    high: fill(wording.high),
    follow_up: {
      promoter: fill(wording.follow_up.promoter),
      passive: fill(wording.follow_up.passive),
      detractor: fill(wording.follow_up.detractor),
    },
    placeholder: fill(wording.placeholder),
    contact: fill(wording.contact),
    send: fill(wording.send),
    skip: fill(wording.skip),
    close: fill(wording.close),
    thanks: {
      promoter: fillThanks(wording.thanks.promoter),
      passive: fillThanks(wording.thanks.passive),
      detractor: fillThanks(wording.thanks.detractor),
    },
  };
}
