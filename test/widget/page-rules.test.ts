import { describe, expect, test, vi } from 'vitest';
import type { PageTargeting } from '../../shared/contract/targeting.ts';
import { inRareRoom, claims, hide, leave, pass, room, special, start } from './rare-room.ts';
import { surveyFixture } from './survey-fixture.ts';

inRareRoom();

describe('the chunk', () => {
  test('is not loaded for an ordinary survey', async () => {
    await start([surveyFixture()]);
    expect(room.loaded).toEqual(['view']);
  });

  test('gone after an upgrade, shows nothing and tells the page', async () => {
    const heard = vi.fn<(detail: object) => void>();
    const instance = await start([special({ idle_s: 1 })], {}, () => Promise.reject(new TypeError('gone')));
    instance.on('error', heard);
    instance.show();
    await pass(60_000);
    expect(claims()).toEqual([]);
    await instance.need('debug');
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe('a rule', () => {
  test('on the properties of a touchpoint is judged here, and they are never sent', async () => {
    const where = { invoice_paid: { amount: { gte: 100 }, currency: { in: ['EUR', 'DKK'] } } };
    const elleve = await start([special({ touchpoints: ['invoice_paid'], touchpoint_where: where })]);
    elleve.track('invoice_paid');
    elleve.track('invoice_paid', { amount: 99, currency: 'EUR' });
    elleve.track('invoice_paid', { amount: '100', currency: 'EUR' });
    await pass(2_000);
    expect(claims()).toEqual([]);
    elleve.track('invoice_paid', { amount: 100, currency: 'DKK' });
    await pass(0);
    expect(claims()).toEqual([expect.objectContaining({ touchpoint: 'invoice_paid' })]);
    expect(JSON.stringify(room.posted)).not.toContain('DKK');
  });

  test('on the length of the visit waits for it, from an earlier page when the device may remember', async () => {
    await start([special({ session_s: 30 })], { storage: 'local' });
    await pass(20_000);
    room.opened[0]!.destroy();
    expect(claims()).toEqual([]);
    // Another page of the same visit: its own clock begins anew.
    vi.spyOn(performance, 'now').mockImplementation(() => Date.now() - begun);
    const begun = Date.now() - 1;
    await start([special({ session_s: 30 })], { storage: 'local' });
    await pass(8_000);
    expect(claims()).toEqual([]);
    await pass(4_000);
    expect(claims()).toHaveLength(1);
  });

  test('on the length of the visit counts no time in a hidden tab, on this page or an earlier one', async () => {
    const survey = special({ session_s: 60 });
    const elleve = await start([survey], { storage: 'local' });
    await pass(20_000);
    hide(true);
    await pass(600_000);
    hide(false);
    await pass(20_000);
    expect(claims()).toEqual([]);
    elleve.destroy();
    await start([survey], { storage: 'local' });
    await pass(15_000);
    expect(claims()).toEqual([]);
    await pass(10_000);
    expect(claims()).toHaveLength(1);
  });

  test('on a pause begins anew when the tab is come back to', async () => {
    await start([special({ idle_s: 30 })]);
    await pass(25_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(25_000);
    expect(claims()).toEqual([]);
    await pass(10_000);
    expect(claims()).toHaveLength(1);
  });

  test('on a pause waits until nobody has pressed, clicked or touched for so long', async () => {
    await start([special({ idle_s: 10 })]);
    await pass(8_000);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await pass(9_000);
    expect(claims()).toEqual([]);
    await pass(2_500);
    expect(claims()).toHaveLength(1);
  });

  test('on scrolling waits for the depth, counted anew on another path', async () => {
    vi.stubGlobal('innerHeight', 100);
    vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(1_000);
    await start([special({ scroll_percent: 50 })]);
    vi.stubGlobal('scrollY', 300);
    document.dispatchEvent(new Event('scroll'));
    await pass(3_000);
    expect(claims()).toEqual([]);
    vi.stubGlobal('scrollY', 400);
    document.dispatchEvent(new Event('scroll'));
    vi.stubGlobal('scrollY', 0);
    await pass(3_000);
    expect(claims()).toHaveLength(1);
  });

  test('on leaving asks when the pointer leaves at the top, and only then', async () => {
    await start([special({ exit_intent: true })]);
    leave(300);
    await pass(3_000);
    expect(claims()).toEqual([]);
    leave(-1);
    await pass(0);
    expect(claims()).toHaveLength(1);
  });

  test.each<[string, Partial<PageTargeting>, number]>([
    ['another device', { devices: ['phone', 'tablet'] }, 0],
    ['this device', { devices: ['desktop'] }, 1],
    ['wider windows', { min_width_px: 5_000 }, 0],
    ['narrower windows', { max_width_px: 100 }, 0],
    ['windows like this', { min_width_px: 100, max_width_px: 5_000 }, 1],
  ])('for %s', async (_name, targeting, asked) => {
    await start([special(targeting)]);
    await pass(5_000);
    expect(claims()).toHaveLength(asked);
  });

  test('leaves ordinary surveys beside it as they are, and comes after their own rules', async () => {
    await start([
      special({ idle_s: 5, delay_s: 20 }, { id: 'srv_slow' }),
      special({ delay_s: 8 }, { id: 'srv_plain' }),
    ]);
    await pass(7_000);
    expect(claims()).toEqual([]);
    await pass(2_000);
    expect(claims()).toEqual([expect.objectContaining({ survey_id: 'srv_plain' })]);
  });

  test('inline waits for its place', async () => {
    const look = { position: 'inline', theme: 'auto' } as const;
    await start([special({}, { look })], { target: '#here' });
    await pass(5_000);
    expect(claims()).toEqual([]);
    document.body.appendChild(document.createElement('div')).id = 'here';
    await pass(1_500);
    expect(claims()).toHaveLength(1);
  });

  test('goes with the instance: nothing of the page is listened to after destroy', async () => {
    const elleve = await start([special({ exit_intent: true })]);
    elleve.destroy();
    document.documentElement.dispatchEvent(new MouseEvent('mouseout', { clientY: -1 }));
    await pass(5_000);
    expect(claims()).toEqual([]);
  });
});
