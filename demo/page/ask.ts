import { find } from './dom.ts';
import { elleve } from './elleve.ts';

/** Time for the widget to say that it may ask, after the collector's answer has arrived. */
const SETTLED_MS = 400;

/** The button that asks at once. A person who rests is not asked, and the page says so. */
export function offerSurvey(): void {
  const button = find('#ask');
  const note = find('#resting > div');
  let isWaiting = false;

  button.addEventListener('click', () => {
    note.hidden = true;
    isWaiting = true;
    elleve('show');
  });
  elleve('on', 'eligible', () => {
    isWaiting = false;
    note.hidden = true;
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') note.hidden = true;
  });
  whenClaimAnswered(() => {
    setTimeout(() => {
      note.hidden = !isWaiting;
      isWaiting = false;
    }, SETTLED_MS);
  });
}

/** The widget stays silent when it may not ask; that its claim was answered can be seen from the page all the same. */
function whenClaimAnswered(then: () => void): void {
  const observer = new PerformanceObserver((list) => {
    const claims = (list.getEntries() as PerformanceResourceTiming[]).filter(({ name }) => name.endsWith('/displays'));
    if (claims.some(({ responseStatus }) => responseStatus === 200)) then();
  });
  observer.observe({ type: 'resource' });
}
