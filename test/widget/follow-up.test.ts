import { fireEvent } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { open } from '../../widget/ui/view.tsx';
import { recordingStage } from './stage.ts';
import { surveyFixture } from './survey-fixture.ts';
import { inViewRoom, button, radio, root, seen, settled } from './view-room.ts';

inViewRoom();

const asking = () => {
  const { wording } = surveyFixture();
  return recordingStage({ survey: surveyFixture({ wording: { ...wording, contact: 'May we contact you?' } }) });
};
const contactBox = () => seen().getByRole<HTMLInputElement>('checkbox', { name: 'May we contact you?' });

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
