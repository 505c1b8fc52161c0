import type { Response } from '../../../shared/contract/responses.ts';
import { element, slot } from '../dom.ts';
import { words } from '../here.ts';
import { momentOf } from './formats.ts';

const { panel } = words;
let shown = '';

/** The newest on top. People wrote them, so they are text and nothing else. */
export function drawComments(responses: Response[]): void {
  const state = responses.map(({ id, score, comment }) => `${id} ${score} ${comment}`).join('\n');
  if (state === shown) return;
  const isFirst = shown === '';
  const known = new Set([...slot('comments').children].map((item) => (item as HTMLElement).dataset['id']));
  shown = state;
  slot('comments').replaceChildren(
    ...responses.map((response) => {
      const item = commentOf(response);
      item.classList.toggle('new', !isFirst && !known.has(response.id));
      return item;
    }),
  );
}

function commentOf({ id, score, category, comment, account_id, responded_at }: Response): HTMLElement {
  const isSample = account_id?.startsWith('sample-') ?? false;
  const badge = element('span', `badge ${category}`, String(score));
  badge.ariaLabel = panel.gave(score);
  badge.role = 'img';
  const item = element(
    'li',
    'comment',
    badge,
    element('p', 'words', comment ?? ''),
    element(
      'p',
      'origin',
      element('span', isSample ? 'sample' : 'sample here', isSample ? panel.sample : panel.fromDemo),
      ` ${momentOf(responded_at)} · ${account_id ?? ''}`,
    ),
  );
  item.dataset['id'] = id;
  item.title = comment ?? '';
  return item;
}
