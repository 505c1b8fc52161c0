import { h } from 'preact';
import type { Wording } from '../../shared/contract/surveys.ts';

/** The last view. Only https is followed: a link comes from a form that a team filled in. */
export function Thanks({ text, link }: Wording['thanks']['promoter']) {
  return (
    <div class="thanks">
      <p>{text}</p>
      {link && /^https:/i.test(link.url) && (
        <a href={link.url} target="_blank" rel="noopener">
          {link.label}
        </a>
      )}
    </div>
  );
}
