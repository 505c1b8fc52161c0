import { h, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const STYLES = `
  :host { all: initial; position: fixed; inset: auto 20px 20px auto; }
  div { box-sizing: border-box; position: relative; width: 440px; padding: 20px; border: 1px solid #6794; border-radius: 16px;
    background: #fff; color: #1b1d23; font: 15px/1.4 system-ui, sans-serif; box-shadow: 0 8px 40px #0003; }
  p, label { display: block; margin: 0 28px 12px 0; font-weight: 600; }
  span { display: flex; gap: 4px; justify-content: space-between; margin-bottom: 8px; }
  small { font-size: 13px; opacity: 0.75; }
  button { min-height: 44px; border: 0; border-radius: 10px; padding: 0 16px; font: inherit; cursor: pointer; }
  [role='radio'] { flex: 1; padding: 0; }
  button:hover, [aria-checked='true'] { background: #3d4eda; color: #fff; }
  textarea { box-sizing: border-box; display: block; width: 100%; margin: 12px 0; font: inherit; }
  .close { position: absolute; inset: 6px 8px auto auto; background: none; color: inherit; }
  :focus-visible { outline: 2px solid; }
`;
const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/**
 * The least that asks the question with Preact and hooks: scale, the keys of a radio group, focus that is given back, styles and
 * one request; no loader, themes, layouts or promise.
 */
function Survey({ onClose }: { onClose: () => void }) {
  const [score, setScore] = useState<number>();
  const [cursor, setCursor] = useState(0);
  const [isDone, setDone] = useState(false);
  const comment = useRef<HTMLTextAreaElement>(null);
  useEffect(() => comment.current?.focus({ preventScroll: true }), [score]);

  const send = () => {
    void fetch('/answers', {
      method: 'POST',
      keepalive: true,
      body: JSON.stringify({ score, comment: comment.current!.value }),
    });
    setDone(true);
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const end = { Home: 0, End: 10 }[event.key];
    const next = step ? (cursor + step + 11) % 11 : (end ?? (/^\d$/.test(event.key) ? +event.key : undefined));
    if (next === undefined) return;
    event.preventDefault();
    setCursor(next);
    ((event.currentTarget as HTMLElement).children[next] as HTMLElement).focus();
  };
  const close = (
    <button class="close" aria-label="Close" onClick={onClose}>
      ×
    </button>
  );
  const escape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  if (isDone)
    return (
      <div role="status" onKeyDown={escape}>
        Thank you!
        {close}
      </div>
    );
  return (
    <div role="dialog" aria-labelledby="question" onKeyDown={escape}>
      <p id="question">How likely are you to recommend Fakturo to a friend or colleague?</p>
      <span role="radiogroup" aria-labelledby="question" onKeyDown={move}>
        {SCORES.map((n) => (
          <button role="radio" aria-checked={score === n} tabIndex={cursor === n ? 0 : -1} onClick={() => setScore(n)}>
            {n}
          </button>
        ))}
      </span>
      <span>
        <small>Not at all likely</small>
        <small>Extremely likely</small>
      </span>
      {score !== undefined && (
        <section>
          <label for="comment">Why?</label>
          <textarea id="comment" ref={comment} rows={3} />
          <button onClick={send}>Send</button>
        </section>
      )}
      {close}
    </div>
  );
}

const before = document.activeElement as HTMLElement | null;
const host = document.documentElement.appendChild(document.createElement('div'));
const root = host.attachShadow({ mode: 'closed' });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES);
root.adoptedStyleSheets = [sheet];
const close = () => {
  const hadFocus = document.activeElement === host;
  host.remove();
  if (hadFocus) before?.focus();
};
render(<Survey onClose={close} />, root);
