import { h, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const STYLES = `
  :host { all: initial; position: fixed; inset: auto 20px 20px auto; }
  div { box-sizing: border-box; width: 440px; padding: 20px; border: 1px solid #6794; border-radius: 16px;
    background: #fff; color: #1b1d23; font: 15px/1.4 system-ui, sans-serif; box-shadow: 0 8px 40px #0003; }
  p { margin: 0 0 12px; font-weight: 600; }
  span { display: flex; gap: 4px; }
  button { flex: 1; min-height: 44px; border: 0; border-radius: 10px; font: inherit; cursor: pointer; }
  button:hover, [aria-checked='true'] { background: #3d4eda; color: #fff; }
  textarea { box-sizing: border-box; display: block; width: 100%; margin: 12px 0; font: inherit; }
  :focus-visible { outline: 2px solid; }
`;
const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** The least that asks the question with Preact and hooks: scale, keys, focus, styles and one request; no loader and no promise. */
function Survey() {
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
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (cursor + step + 11) % 11;
    setCursor(next);
    ((event.currentTarget as HTMLElement).children[next] as HTMLElement).focus();
  };
  if (isDone) return <div role="status">Thank you!</div>;
  return (
    <div role="dialog" aria-label="Question">
      <p>How likely are you to recommend Fakturo to a friend or colleague?</p>
      <span role="radiogroup" onKeyDown={move}>
        {SCORES.map((n) => (
          <button role="radio" aria-checked={score === n} tabIndex={cursor === n ? 0 : -1} onClick={() => setScore(n)}>
            {n}
          </button>
        ))}
      </span>
      {score !== undefined && (
        <section>
          <textarea ref={comment} rows={3} />
          <button onClick={send}>Send</button>
        </section>
      )}
    </div>
  );
}

const host = document.documentElement.appendChild(document.createElement('div'));
const root = host.attachShadow({ mode: 'closed' });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES);
root.adoptedStyleSheets = [sheet];
render(<Survey />, root);
