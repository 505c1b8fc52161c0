import { describe, expect, test, vi } from 'vitest';
import { inLoaderRoom, sent, claims, asked, pass, framesThatWait, start, targeted, room } from './loader-room.ts';

inLoaderRoom();

describe('local rules', () => {
  test('waits for the delay', async () => {
    room.surveys = [targeted({ delay_s: 5 })];
    await start();
    await pass(4_000);
    expect(claims()).toHaveLength(0);
    await pass(2_000);
    expect(claims()).toHaveLength(1);
  });

  test('counts no delay while the tab is hidden, neither from the opening nor from a touchpoint reached before or meanwhile', async () => {
    room.surveys = [
      targeted({ delay_s: 60 }, 'srv_opened'),
      targeted({ delay_s: 60, touchpoints: ['before'] }, 'srv_before'),
      targeted({ delay_s: 60, touchpoints: ['meanwhile'] }, 'srv_meanwhile'),
    ];
    room.verdict = { show: false, because: 'not_now' };
    const frames = framesThatWait();
    const elleve = await start();
    await pass(30_500);
    elleve.track('before');
    frames.hide();
    await pass(600_000);
    elleve.track('meanwhile');
    await pass(600_000);
    frames.show();
    await pass(20_000);
    expect(asked()).toEqual([]);
    await pass(20_000);
    expect(asked()).toEqual(['srv_opened']);
    await pass(15_000);
    expect(asked()).toEqual(['srv_opened']);
    await pass(10_000);
    expect(asked()).toEqual(['srv_opened', 'srv_before', 'srv_meanwhile']);
  });

  test('waits for a touchpoint named like a property of every object', async () => {
    room.surveys = [targeted({ touchpoints: ['constructor'] })];
    const elleve = await start();
    expect(claims()).toHaveLength(0);
    elleve.track('constructor');
    await pass(0);
    expect(claims()).toHaveLength(1);
  });

  test('waits for a touchpoint, and names it', async () => {
    room.surveys = [targeted({ touchpoints: ['invoice_paid', 'ticket_closed'] })];
    const elleve = await start();
    elleve.track('logged_in');
    await pass(60_000);
    expect(claims()).toHaveLength(0);
    elleve.track('ticket_closed');
    await pass(0);
    expect(claims()[0]!.body['touchpoint']).toBe('ticket_closed');
  });

  test('sets no timer when only a touchpoint is waited for, or nothing is left to ask', async () => {
    room.surveys = [targeted({ touchpoints: ['paid'] })];
    await start();
    expect(vi.getTimerCount()).toBe(0);
    room.surveys = [];
    await start();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('follows the path of a page that changes it without loading', async () => {
    room.surveys = [targeted({ url_patterns: ['/settings/*'] })];
    await start();
    await pass(5_000);
    expect(claims()).toHaveLength(0);
    history.pushState(null, '', '/settings/team?secret=1#x');
    await pass(1_000);
    expect(claims()[0]!.body['url_path']).toBe('/settings/team');
    history.replaceState(null, '', '/');
  });

  test('runs nothing in a hidden tab, and goes on when it is seen', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    // A hidden tab draws no frames.
    const frames: FrameRequestCallback[] = [];
    vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
    await start();
    await pass(60_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(claims()).toHaveLength(0);
    hidden.mockReturnValue(false);
    frames[0]!(0);
    await pass(0);
    expect(claims()).toHaveLength(1);
    hidden.mockRestore();
  });

  test('fetches the surveys again on a page that stayed open', async () => {
    room.surveys = [targeted({ touchpoints: ['paid'] })];
    const elleve = await start();
    await pass(3_600_000);
    room.surveys = [targeted({ touchpoints: ['paid'] }), targeted({}, 'srv_new')];
    elleve.track('paid');
    await pass(0);
    expect(sent('/config')).toHaveLength(2);
    expect(claims()).toHaveLength(1);
  });
});
