import { find } from './dom.ts';

/** The list of users opens and closes by itself; what is missing is that it closes when somebody turns away from it. */
export function closeMenuOnLeaving(): void {
  const menu = find('.who');
  document.addEventListener('click', ({ target }) => {
    if (!menu.contains(target as Node)) menu.removeAttribute('open');
  });
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    menu.removeAttribute('open');
    find('summary', menu).focus();
  });
}
