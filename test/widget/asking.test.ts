import { describe, expect, test, vi } from 'vitest';
import { inLoaderRoom, claims, pass, start, targeted, room, view } from './loader-room.ts';
import { surveyFixture } from './survey-fixture.ts';

inLoaderRoom();

describe('asking', () => {
  test('claims a display for the person, then draws it', async () => {
    await start({ account: 'acme', token: 'jwt', locale: 'da' });
    expect(room.requests[0]!.path).toBe('/config?locale=da');
    expect(claims()[0]!.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{14}7/),
      survey_id: 'srv_0123456789abcdef',
      survey_version: 1,
      respondent: { id: 'user-42', token: 'jwt' },
      account: { id: 'acme' },
      locale: 'en',
      url_path: '/',
      dropped: 0,
    });
    expect(room.stages).toHaveLength(1);
    expect(room.stages[0]!.displayId).toBe(claims()[0]!.body['id']);
  });

  test('loads no view when the collector says no, and rests as long as it says', async () => {
    room.verdict = { show: false, because: 'not_now', retry_after_s: 90 };
    const loadView = vi.fn<() => Promise<typeof view>>(async () => view);
    const elleve = await start({}, loadView);
    await pass(60_000);
    elleve.track('anything');
    expect(claims()).toHaveLength(1);
    await pass(31_000);
    elleve.track('anything');
    await pass(0);
    expect(claims()).toHaveLength(2);
    expect(loadView).not.toHaveBeenCalled();
  });

  test.each([{}, { retry_after_s: 0 }])('is final on this page when the collector names no time: %o', async (more) => {
    room.verdict = { show: false, because: 'closed', ...more };
    const elleve = await start();
    elleve.track('anything');
    await pass(600_000);
    expect(claims()).toHaveLength(1);
  });

  test('asks no second time after the survey has left', async () => {
    await start();
    room.stages[0]!.close!('closed');
    await pass(600_000);
    expect(claims()).toHaveLength(1);
  });

  test('tells how many answers it had to give up, once', async () => {
    room.surveys = [surveyFixture(), targeted({ touchpoints: ['paid'] }, 'srv_2')];
    const elleve = await start();
    room.stages[0]!.onLost();
    room.stages[0]!.onLost();
    room.stages[0]!.close!('closed');
    await pass(0);
    elleve.track('paid');
    await pass(0);
    expect(claims().map(({ body }) => body['dropped'])).toEqual([0, 2]);
  });
});
