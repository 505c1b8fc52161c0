import { ACCOUNTS } from '../fakturo/accounts.ts';
import { USERS } from '../fakturo/users.ts';
import { LANGUAGES, wordsOf } from '../fakturo/words/words.ts';
import { addressOf, newColleagueAddress } from './address.ts';
import type { View } from './document.ts';
import { html, type Html } from './html.ts';

/** What belongs to the demo and not to the product: who is signed in, in which language, and the button that asks. */
export function demoBar({ words, language, user }: View): Html {
  const { bar } = words;
  return html`<header class="bar">
    <p class="bar-title"><strong>${bar.demo}</strong> <span>${bar.notice}</span></p>
    <nav class="languages" aria-label="${bar.language}">
      ${LANGUAGES.map(
        (tag) =>
          html`<a href="${addressOf(user.id, tag)}" lang="${tag}" hreflang="${tag}" ${current(tag === language)}
            >${wordsOf(tag).name}</a
          >`,
      )}
    </nav>
    <details class="who">
      <summary>
        <span class="who-label">${bar.signedInAs}</span> <span>${words.roles[user.role]}, ${user.account.company}</span>
      </summary>
      <div class="who-menu">
        ${ACCOUNTS.map(
          (account) =>
            html`<p>${account.company}</p>
              <ul>
                ${USERS.filter((one) => one.account === account).map(
                  (one) =>
                    html`<li>
                      <a href="${addressOf(one.id, language)}" ${current(one.id === user.id)}
                        >${words.roles[one.role]}</a
                      >
                    </li>`,
                )}
              </ul>`,
        )}
        <a class="who-new" href="${newColleagueAddress(language)}">${bar.newColleague}</a>
      </div>
    </details>
    <div class="ask">
      <button class="primary" type="button" id="ask">${bar.show}</button>
      <div class="resting" role="status" id="resting">
        <div hidden>
          <p>${bar.resting}</p>
          <a href="${newColleagueAddress(language)}">${bar.newColleague}</a>
        </div>
      </div>
    </div>
  </header>`;
}

function current(is: boolean): Html | false {
  return is && html`aria-current="true"`;
}
