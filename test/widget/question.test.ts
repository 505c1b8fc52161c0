import { fireEvent, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { open } from '../../widget/ui/view.tsx';
import { recordingStage } from './stage.ts';
import { surveyFixture } from './survey-fixture.ts';
import { inViewRoom, radio, root, seen, settled } from './view-room.ts';

inViewRoom();

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
