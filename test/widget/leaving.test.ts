import { fireEvent } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { open } from '../../widget/ui/view.tsx';
import { recordingStage } from './stage.ts';
import { surveyFixture } from './survey-fixture.ts';
import { inViewRoom, button, radio, root, seen, settled } from './view-room.ts';

inViewRoom();

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
