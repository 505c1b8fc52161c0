/** Opens the survey's root before it is made, and brings the survey to the view that the frame shows. */
const wanted = document.body.dataset['view'];
const SCORE = 9;
const NEXT_MS = 50;
const STAYS_MS = 3_000;

const attach = Reflect.get(Element.prototype, 'attachShadow');
let root: ShadowRoot | undefined;
Element.prototype.attachShadow = function (options) {
  const attached = Reflect.apply(attach, this, [options]);
  root = attached;
  return attached;
};

// The thanks would leave after some seconds, and nobody could look at them.
const { setTimeout: later } = globalThis;
globalThis.setTimeout = ((work: () => void, ms = 0) => (ms < STAYS_MS ? later(work, ms) : 0)) as typeof setTimeout;

function proceed(): void {
  const view = viewOf(root);
  document.documentElement.dataset['view'] = view;
  if (view === 'question' && wanted !== 'question') root!.querySelectorAll<HTMLElement>('[role=radio]')[SCORE]!.click();
  if (view === 'comment' && wanted === 'thanks') root!.querySelector<HTMLElement>('.send')!.click();
  if (view !== wanted) setTimeout(proceed, NEXT_MS);
}

function viewOf(survey: ShadowRoot | undefined): string {
  if (!survey?.querySelector('[role=dialog]')) return '';
  if (!survey.querySelector('[role=radio]')) return 'thanks';
  return survey.querySelector('textarea') ? 'comment' : 'question';
}

proceed();
