import { fireEvent, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { open } from '../../widget/ui/view.tsx';
import { recordingStage } from './stage.ts';
import { surveyFixture } from './survey-fixture.ts';

let root: ShadowRoot;
const attach = Reflect.get(Element.prototype, 'attachShadow');

beforeEach(() => {
  vi.useFakeTimers();
  Element.prototype.attachShadow = function (options) {
    root = Reflect.apply(attach, this, [{ ...options, mode: 'open' }]);
    return root;
  };
});

afterEach(() => {
  Element.prototype.attachShadow = attach;
  vi.useRealTimers();
  for (const node of document.documentElement.querySelectorAll(':scope > div')) node.remove();
});

const seen = () => within(root as unknown as HTMLElement);
const radio = (score: number) => seen().getByRole('radio', { name: `${score}` });
const button = (name: string) => seen().getByRole('button', { name });
/** A frame later, when what could wait for it is done. */
const settled = () => vi.advanceTimersByTimeAsync(40);

const asking = () => {
  const { wording } = surveyFixture();
  return recordingStage({ survey: surveyFixture({ wording: { ...wording, contact: 'May we contact you?' } }) });
};
const contactBox = () => seen().getByRole<HTMLInputElement>('checkbox', { name: 'May we contact you?' });

const named = (look: object) =>
  recordingStage({ survey: surveyFixture({ look: { position: 'center', theme: 'auto', ...look } }) }).stage;

describe('the question', () => {
  test('offers eleven answers in a group named by the question, none of them chosen', () => {
    void open(recordingStage().stage);
    const group = seen().getByRole('radiogroup', { name: surveyFixture().wording.question });
    const radios = within(group).getAllByRole('radio');
    expect(radios.map((answer) => answer.textContent)).toEqual('0 1 2 3 4 5 6 7 8 9 10'.split(' '));
    expect(radios.filter((answer) => answer.getAttribute('aria-checked') === 'true')).toEqual([]);
    expect(radios.filter((answer) => answer.tabIndex === 0)).toEqual([radio(0)]);
  });

  test('is read out once it stands there', async () => {
    void open(recordingStage().stage);
    expect(seen().getByRole('status').textContent).toBe('');
    await vi.advanceTimersByTimeAsync(200);
    expect(seen().getByRole('status').textContent).toBe(surveyFixture().wording.question);
  });

  test('takes no focus', () => {
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    void open(recordingStage().stage);
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  test('moves without sending, and sends once when a score is clicked', async () => {
    const { stage, sent } = recordingStage();
    void open(stage);
    for (const key of ['1', '0', 'ArrowLeft', 'End', '4']) fireEvent.keyDown(root.activeElement ?? radio(0), { key });
    expect(radio(4).getAttribute('aria-checked')).toBe('true');
    expect(root.activeElement).toBe(radio(4));
    expect(sent).toEqual([]);

    fireEvent.click(radio(4));
    fireEvent.click(radio(4));
    await settled();
    expect(sent).toEqual([
      {
        path: '/responses',
        body: {
          id: expect.any(String),
          display_id: stage.displayId,
          write_token: stage.write_token,
          score: 4,
          answered_ms_ago: expect.any(Number),
        },
      },
    ]);
  });

  test('chooses 10 by 1 and then 0', () => {
    void open(recordingStage().stage);
    fireEvent.keyDown(radio(0), { key: '1' });
    fireEvent.keyDown(radio(1), { key: '0' });
    expect(radio(10).getAttribute('aria-checked')).toBe('true');
  });

  test('leaves the browser its own key combinations', () => {
    void open(recordingStage().stage);
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) {
      expect(fireEvent.keyDown(radio(0), { key: '5', [modifier]: true })).toBe(true);
    }
    expect(radio(5).getAttribute('aria-checked')).toBe('false');
  });
});

describe('the follow-up', () => {
  test.each([
    [0, 'detractor'],
    [6, 'detractor'],
    [7, 'passive'],
    [8, 'passive'],
    [9, 'promoter'],
    [10, 'promoter'],
  ] as const)('after %i asks what a %s is asked', (score, category) => {
    void open(recordingStage().stage);
    fireEvent.click(radio(score));
    expect(seen().getByRole('textbox', { name: surveyFixture().wording.follow_up[category] })).toBe(root.activeElement);
  });

  test('raises no keyboard over a touched page', () => {
    void open(recordingStage().stage);
    const touch = Object.assign(new MouseEvent('click', { bubbles: true }), { pointerType: 'touch' });
    radio(9).dispatchEvent(touch);
    expect(seen().getByRole('textbox')).not.toBe(root.activeElement);
  });

  test('changes the same response when another score is chosen, and keeps what was typed', async () => {
    const { stage, sent } = recordingStage();
    void open(stage);
    fireEvent.click(radio(9));
    fireEvent.input(seen().getByRole('textbox'), { target: { value: 'Hm' } });
    fireEvent.click(radio(3));
    await settled();
    const { id } = sent[0]!.body;
    expect(sent[1]).toEqual({ path: `/responses/${String(id)}/changes`, body: expect.objectContaining({ score: 3 }) });
    expect(seen().getByRole<HTMLTextAreaElement>('textbox').value).toBe('Hm');
    expect(seen().getByText(surveyFixture().wording.follow_up.detractor, { selector: 'label' })).toBeTruthy();
  });

  test('sends the comment cleaned, thanks and leaves by itself', async () => {
    const { stage, sent, eventNames } = recordingStage();
    const gone = open(stage);
    fireEvent.click(radio(10));
    fireEvent.input(seen().getByRole('textbox'), { target: { value: ' Great\0 \ud83d' } });
    fireEvent.click(button('Send'));
    await settled();
    expect(sent[1]!.body).toEqual({ write_token: stage.write_token, comment: 'Great' });
    expect(seen().queryByRole('radio')).toBeNull();
    await vi.advanceTimersByTimeAsync(200);
    expect(seen().getByRole('status').textContent).toBe('Thank you! Glad to hear it.');
    expect(root.activeElement).toBe(button('Close'));
    await vi.advanceTimersByTimeAsync(10_000);
    await gone;
    expect(root.host.isConnected).toBe(false);
    expect(eventNames()).toEqual(['eligible', 'beforeShow', 'shown', 'scored', 'commented', 'completed']);
  });

  test('sends no comment when it is empty or skipped', async () => {
    for (const name of ['Send', 'Skip']) {
      const { stage, sent } = recordingStage();
      void open(stage);
      fireEvent.click(radio(8));
      fireEvent.input(seen().getByRole('textbox'), { target: { value: name === 'Send' ? '  ' : 'never mind' } });
      fireEvent.click(button(name));
      await settled();
      expect(sent).toHaveLength(1);
    }
  });

  test('saves what was typed when the page goes, and takes it back when it is skipped after all', async () => {
    const { stage, sent } = recordingStage();
    void open(stage);
    fireEvent.click(radio(2));
    fireEvent.input(seen().getByRole('textbox'), { target: { value: 'Slow' } });
    await settled();
    dispatchEvent(new Event('pagehide'));
    await settled();
    dispatchEvent(new Event('pagehide'));
    await settled();
    fireEvent.click(button('Skip'));
    await settled();
    expect(sent.slice(1).map(({ body }) => body['comment'])).toEqual(['Slow', '']);
  });

  test('says of an answer that comes late by how much, and sends it again when the page goes', async () => {
    const bodies: string[] = [];
    const { stage } = recordingStage({
      send: (_path, body) => {
        bodies.push(JSON.stringify(body));
        return new Promise(() => {});
      },
    });
    void open(stage);
    fireEvent.click(radio(6));
    dispatchEvent(new Event('pagehide'));
    await vi.advanceTimersByTimeAsync(90_000);
    dispatchEvent(new Event('pagehide'));
    vi.setSystemTime(Date.now() - 3_600_000);
    dispatchEvent(new Event('pagehide'));
    vi.setSystemTime(Date.now() + 30 * 24 * 3_600_000);
    dispatchEvent(new Event('pagehide'));
    const told = bodies.map((body) => JSON.parse(body) as { id: string; answered_ms_ago: number });
    expect(told.map(({ answered_ms_ago }) => answered_ms_ago)).toEqual([0, 90_000, 0, 7 * 24 * 3_600_000]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  });

  test('sends the score when it has been painted, or at once when the page goes first, before the comment', async () => {
    const { stage, sent } = recordingStage();
    void open(stage);
    fireEvent.click(radio(6));
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual([]);
    fireEvent.input(seen().getByRole('textbox'), { target: { value: 'Slow' } });
    dispatchEvent(new Event('pagehide'));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map(({ body }) => [body['score'], body['comment']])).toEqual([
      [6, undefined],
      [undefined, 'Slow'],
    ]);
  });

  test('counts what the collector would not take', async () => {
    const { stage, onLost } = recordingStage({ send: async () => undefined });
    void open(stage);
    fireEvent.click(radio(5));
    await settled();
    expect(onLost).toHaveBeenCalledOnce();
  });
});

describe('the question about contact', () => {
  test('is not asked unless the survey asks it', () => {
    void open(recordingStage().stage);
    fireEvent.click(radio(3));
    expect(seen().queryByRole('checkbox')).toBeNull();
  });

  test.each(['Send', 'Skip'])('is answered with yes on %s, without a comment', async (name) => {
    const { stage, sent, eventNames } = asking();
    void open(stage);
    fireEvent.click(radio(3));
    fireEvent.click(contactBox());
    fireEvent.click(button(name));
    await settled();
    expect(sent[1]!.body).toEqual({ write_token: stage.write_token, contact_ok: true });
    expect(eventNames()).not.toContain('commented');
  });

  test('is taken back with the tick, and by closing', async () => {
    for (const leave of [() => fireEvent.click(contactBox()), () => undefined]) {
      const { stage, sent } = asking();
      void open(stage);
      fireEvent.click(radio(3));
      fireEvent.click(contactBox());
      await settled();
      dispatchEvent(new Event('pagehide'));
      leave();
      fireEvent.click(button('Close'));
      await settled();
      expect(sent.slice(1).map(({ body }) => body['contact_ok'])).toEqual([true, false]);
    }
  });
});

describe('who asks', () => {
  test('is named above the question when the survey says so', () => {
    void open(named({ name: 'Fjord', logo: 'https://fjord.example/logo.svg' }));
    expect(seen().getByText('Fjord')).toBeTruthy();
    const logo = root.querySelector('img')!;
    expect([logo.src, logo.alt]).toEqual(['https://fjord.example/logo.svg', '']);
    fireEvent.error(logo);
    expect(root.querySelector('img')).toBeNull();
  });

  test.each(['http://fjord.example/logo.svg', 'data:image/svg+xml,x', 'javascript:alert(1)'])(
    'shows no logo of %s',
    (logo) => {
      void open(named({ logo }));
      expect(root.querySelector('img')).toBeNull();
    },
  );
});

test('writes the scores in the numerals it is told, also in those of two code units', () => {
  void open(recordingStage({ survey: surveyFixture({ numerals: '۰۱۲۳۴۵۶۷۸۹' }) }).stage);
  expect(seen().getByRole('radio', { name: '۷' })).toBeTruthy();
  expect(seen().getByRole('radio', { name: '۱۰' })).toBeTruthy();
  void open(recordingStage({ survey: surveyFixture({ numerals: '𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙' }) }).stage);
  expect(seen().getByRole('radio', { name: '𞥑𞥐' })).toBeTruthy();
});

test('asks the browser for no number format, which would hold the page up', () => {
  const format = vi.spyOn(Number.prototype, 'toLocaleString');
  void open(recordingStage().stage);
  fireEvent.click(radio(7));
  expect(format).not.toHaveBeenCalled();
  format.mockRestore();
});

test('the page hears no half of the Escape that closed the survey', () => {
  void open(recordingStage().stage);
  const heard = vi.fn<() => void>();
  document.addEventListener('keyup', heard);
  fireEvent.keyDown(radio(0), { key: 'Escape' });
  fireEvent.keyUp(document.body, { key: 'Escape' });
  expect(heard).not.toHaveBeenCalled();
  fireEvent.keyUp(document.body, { key: 'a' });
  expect(heard).toHaveBeenCalledOnce();
  document.removeEventListener('keyup', heard);
});

describe('the thanks', () => {
  test('offers the link of the category, and stays', async () => {
    void open(recordingStage().stage);
    fireEvent.click(radio(1));
    fireEvent.click(button('Skip'));
    await vi.advanceTimersByTimeAsync(60_000);
    const link = seen().getByRole('link', { name: 'Talk to us' }) as HTMLAnchorElement;
    expect([link.href, link.target, link.rel]).toEqual(['https://support.example.com/', '_blank', 'noopener']);
  });

  test.each(['javascript:alert(1)', 'http://example.com/', '//example.com/', 'data:text/html,x', ' https://x/'])(
    'shows no link to %s',
    (url) => {
      const { wording } = surveyFixture();
      const thanks = { ...wording.thanks, detractor: { text: 'Thank you.', link: { label: 'Click', url } } };
      void open(recordingStage({ survey: surveyFixture({ wording: { ...wording, thanks } }) }).stage);
      fireEvent.click(radio(1));
      fireEvent.click(button('Skip'));
      expect(seen().queryByRole('link')).toBeNull();
    },
  );
});

describe('leaving', () => {
  test.each([
    ['closed', () => fireEvent.click(button('Close'))],
    ['escape', () => fireEvent.keyDown(radio(0), { key: 'Escape' })],
    ['escape', () => fireEvent.keyDown(document.body, { key: 'Escape' })],
  ])('before a score dismisses: %s', async (reason, leave) => {
    const { stage, sent, eventNames } = recordingStage();
    const gone = open(stage);
    leave();
    await gone;
    expect(sent).toEqual([
      { path: `/displays/${stage.displayId}/dismissal`, body: { write_token: stage.write_token, reason } },
    ]);
    expect(eventNames()).toEqual(['eligible', 'beforeShow', 'shown', 'dismissed']);
    expect(root.host.isConnected).toBe(false);
  });

  test('after a score keeps it and dismisses nothing', async () => {
    const { stage, sent, eventNames } = recordingStage();
    const gone = open(stage);
    fireEvent.click(radio(7));
    fireEvent.input(seen().getByRole('textbox'), { target: { value: 'half a thou' } });
    fireEvent.click(button('Close'));
    await gone;
    await settled();
    expect(sent.map(({ path }) => path)).toEqual(['/responses']);
    expect(eventNames().at(-1)).toBe('completed');
  });

  test('ignores Escape meant for the page or for an input method', () => {
    void open(recordingStage().stage);
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    fireEvent.keyDown(field, { key: 'Escape' });
    fireEvent.keyDown(radio(0), { key: 'Escape', isComposing: true });
    expect(root.host.isConnected).toBe(true);
    field.remove();
  });

  test('keeps the keys pressed inside from the page', () => {
    void open(recordingStage().stage);
    const heard = vi.fn<() => void>();
    for (const type of ['keydown', 'keypress', 'keyup']) document.addEventListener(type, heard);
    fireEvent.keyDown(radio(0), { key: '5' });
    fireEvent.keyUp(radio(5), { key: '5' });
    fireEvent.keyPress(radio(5), { key: '5' });
    expect(heard).not.toHaveBeenCalled();
    for (const type of ['keydown', 'keypress', 'keyup']) document.removeEventListener(type, heard);
  });
});

describe('a display that is not drawn', () => {
  test('is given up when it is no longer wanted, vetoed or a day old', async () => {
    const old = recordingStage();
    old.stage.displayId = '00000000-0001-7000-8000-000000000000';
    const unwanted = [
      recordingStage({ isWanted: () => false }).stage,
      recordingStage({ emit: (name) => name !== 'beforeShow' }).stage,
      old.stage,
    ];
    for (const stage of unwanted) await expect(open(stage)).rejects.toBeUndefined();
    expect(document.querySelector('html > div')).toBeNull();
  });

  test('leaves nothing behind when its words are garbage', async () => {
    const survey = { ...surveyFixture(), wording: null } as never;
    await expect(open(recordingStage({ survey }).stage)).rejects.toThrow(TypeError);
    expect(document.querySelector('html > div')).toBeNull();
  });
});
