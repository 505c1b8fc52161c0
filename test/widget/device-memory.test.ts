import { describe, expect, test, vi } from 'vitest';
import { inRareRoom, call, claims, hide, pass, room, special, standing, start } from './rare-room.ts';
import { surveyFixture, WRITE_TOKEN } from './survey-fixture.ts';

inRareRoom();

describe('an anonymous person', () => {
  const anonymous = { user: undefined };

  test('has no id, and leaves nothing on the device, unless it may be kept', async () => {
    await start([surveyFixture()], anonymous);
    expect(claims()[0]).not.toHaveProperty('anonymous_id');
    expect(localStorage).toHaveLength(0);
  });

  test('has one random id on every page where the device may keep it', async () => {
    await start([surveyFixture()], { ...anonymous, storage: 'local' });
    await start([surveyFixture()], { ...anonymous, storage: 'local' });
    const [first, second] = claims().map((body) => body['anonymous_id']);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(second).toBe(first);
  });

  test('consents before anything is asked, and takes it back', async () => {
    const elleve = await start([special({ delay_s: 5 })], anonymous);
    await call(elleve, 'consent', true);
    await pass(6_000);
    expect(claims()[0]).toHaveProperty('anonymous_id');
    elleve.consent(false);
    hide(true);
    hide(false);
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });

  test('is named in no claim of somebody known', async () => {
    await start([surveyFixture()], { storage: 'local' });
    expect(claims()[0]).not.toHaveProperty('anonymous_id');
  });

  test('is asked all the same when the storage is blocked', async () => {
    for (const method of ['getItem', 'setItem'] as const) {
      vi.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException('blocked', 'SecurityError');
      });
    }
    await start([surveyFixture()], { ...anonymous, storage: 'local' });
    expect(claims()[0]).toHaveProperty('anonymous_id');
  });
});

describe('an answer that could not be sent', () => {
  const score = { id: 'r1', display_id: 'd1', score: 9 };

  /** A page that room.answers, and is left before the collector was reached. */
  async function leavePage() {
    room.answers = (path) =>
      path === '/displays' ? Response.json({ show: true, write_token: WRITE_TOKEN }) : new Promise(() => {});
    room.open = async ({ send }) => {
      void send('/responses', score);
      void send('/responses/r1/changes', { comment: 'Nice' });
    };
    await start([surveyFixture()], { storage: 'local' });
    await pass(0);
    room.opened.pop()!.destroy();
    room.posted = [];
    room.open = standing;
    room.answers = () => Response.json({ id: 'known' });
  }

  test('is sent in its order from the next page, with the time that has passed, and then forgotten', async () => {
    await leavePage();
    await pass(60_000);
    await start([], { storage: 'local' });
    await pass(1_000);
    expect(room.posted).toEqual([
      ['/responses', { ...score, answered_ms_ago: 60_000 }],
      ['/responses/r1/changes', { comment: 'Nice' }],
    ]);
    room.posted = [];
    await start([], { storage: 'local' });
    await pass(1_000);
    expect(room.posted).toEqual([]);
  });

  test('is forgotten when the collector refuses it', async () => {
    await leavePage();
    room.answers = () => Response.json({ code: 'bad_write_token' }, { status: 403 });
    await start([], { storage: 'local' });
    await pass(1_000);
    room.posted = [];
    await start([], { storage: 'local' });
    await pass(1_000);
    expect(room.posted).toEqual([]);
  });

  test('is kept nowhere without leave', async () => {
    room.answers = (path) =>
      path === '/displays' ? Response.json({ show: true, write_token: WRITE_TOKEN }) : Promise.reject(new Error());
    room.open = async ({ send }) => void send('/responses', score);
    const elleve = await start([surveyFixture()]);
    await call(elleve, 'consent', undefined);
    expect(localStorage).toHaveLength(0);
  });
});
