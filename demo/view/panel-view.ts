import type { Words } from '../fakturo/words/words.ts';
import { html, type Html } from './html.ts';

const SCORES = Array.from({ length: 11 }, (_, score) => score);
const CATEGORIES = ['promoters', 'passives', 'detractors'] as const;

/** Everything that does not change has its place from the start, so that nothing jumps when the numbers arrive. */
export function panelView({ panel }: Words): Html {
  return html`<aside class="panel" aria-labelledby="panel-title">
    <header>
      <h2 id="panel-title">${panel.title}</h2>
      <span class="sample">${panel.sample}</span>
    </header>
    <p class="lead"><span class="pulse"></span><span data-slot="state">${panel.lead}</span></p>

    <section class="card">
      <h3>${panel.nps} <small>${panel.range}</small></h3>
      <div class="headline">
        <p class="nps" data-slot="nps">–</p>
        <dl class="facts">
          ${[fact(panel.answers, 'answers'), fact(panel.responseRate, 'rate'), fact(panel.accounts, 'accounts')]}
        </dl>
      </div>
      <p class="interval" data-slot="interval">&nbsp;</p>
      ${scale}
      <dl class="shares" data-slot="shares">${CATEGORIES.map((category) => share(category, panel[category]))}</dl>
    </section>

    <section class="card">
      <h3>${panel.comments}</h3>
      <ol class="comments" data-slot="comments"></ol>
    </section>

    <section class="card">
      <h3>${panel.scores} <small>${panel.range}</small></h3>
      <div class="distribution" role="img" data-slot="distribution">${SCORES.map(column)}</div>
    </section>

    <section class="card">
      <h3>${panel.trend} <span class="sample">${panel.sample}</span></h3>
      <div class="trend" role="img" data-slot="trend">
        <div class="levels"></div>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"></svg>
        <div class="months"></div>
      </div>
    </section>
  </aside>`;
}

const scale = html`<div class="scale" role="img" data-slot="scale">
  <div class="track">
    <div class="band"></div>
    <div class="zero"></div>
    <div class="needle"></div>
  </div>
  <div class="ticks"><span>−100</span><span>−50</span><span>0</span><span>+50</span><span>+100</span></div>
</div>`;

function fact(label: string, slot: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd data-slot="${slot}">–</dd>
  </div>`;
}

function share(category: (typeof CATEGORIES)[number], label: string): Html {
  return html`<div class="${category}">
    <dt>${label}</dt>
    <dd><span data-slot="${category}-percent">–</span><small data-slot="${category}-count"></small></dd>
  </div>`;
}

function column(score: number): Html {
  return html`<div class="score"><span class="count"></span><span class="column"></span><span>${score}</span></div>`;
}
