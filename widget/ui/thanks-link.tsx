import { h } from 'preact';
import type { Wording } from '../../shared/contract/surveys.ts';

type Link = NonNullable<Wording['thanks']['promoter']['link']>;

/** Only https is followed: the address comes from a form that a team filled in. */
export function ThanksLink({ label, url }: Link) {
  return (
    /^https:/i.test(url) && (
      <a href={url} target="_blank" rel="noopener">
        {label}
      </a>
    )
  );
}
