import { h } from 'preact';
import type { Look } from '../../shared/contract/look.ts';

/** Who asks: the vendor's logo and name, if the survey shows them. A logo that the page's policy or the network stops leaves no gap. */
export function Sender({ logo, name }: Look) {
  return (
    <div class="sender">
      {logo && /^https:/i.test(logo) && (
        <img
          alt=""
          src={logo}
          height={24}
          referrerpolicy="no-referrer"
          onError={({ currentTarget }: { currentTarget: HTMLElement }) => currentTarget.remove()}
        />
      )}
      {name}
    </div>
  );
}
