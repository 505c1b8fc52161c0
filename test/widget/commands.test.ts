import { describe, expect, test, vi } from 'vitest';
import type { DismissalReason } from '../../shared/contract/collector.ts';
import { createElleve } from '../../widget/loader/elleve.ts';
import type { Identity } from '../../widget/loader/api.ts';
import type { Loaded } from '../../widget/loader/rare.ts';
import { inLoaderRoom, claims, pass, load, start, targeted, room, ROOT } from './loader-room.ts';
import { PUBLIC_KEY } from './survey-fixture.ts';

inLoaderRoom();

describe('commands', () => {
  test('show asks now, whatever the local rules say, and still claims', async () => {
    room.surveys = [targeted({ touchpoints: ['paid'] }), targeted({ delay_s: 3_000 }, 'srv_2')];
    const elleve = await start();
    elleve.show('srv_2');
    await pass(0);
    expect(claims().map(({ body }) => body['survey_id'])).toEqual(['srv_2']);
    expect(room.stages).toHaveLength(1);
  });

  test('show refused by the collector shows nothing', async () => {
    room.surveys = [targeted({ touchpoints: ['paid'] })];
    room.verdict = { show: false, because: 'not_now', retry_after_s: 60 };
    const elleve = await start();
    elleve.show();
    await pass(0);
    expect(claims()).toHaveLength(1);
    expect(room.stages).toHaveLength(0);
  });

  test('show before the configuration is there takes effect once it is', async () => {
    room.surveys = [targeted({ delay_s: 3_000 })];
    const elleve = createElleve({ project: PUBLIC_KEY }, ROOT, load);
    room.opened.push(elleve);
    elleve.show();
    await pass(0);
    expect(room.stages).toHaveLength(1);
  });

  test.each<[string, (elleve: Loaded) => void, DismissalReason]>([
    ['dismiss', (elleve) => elleve.dismiss(), 'closed'],
    ['identify as another', (elleve) => elleve.identify({ id: 'someone-else' }), 'timeout'],
    ['reset', (elleve) => elleve.reset(), 'timeout'],
    ['destroy', (elleve) => elleve.destroy(), 'timeout'],
  ])('%s takes the survey off the page', async (_name, command, reason) => {
    const elleve = await start();
    const close = vi.spyOn(room.stages[0]!, 'close' as never);
    command(elleve);
    expect(close).toHaveBeenCalledWith(reason);
  });

  test.each<[string, Identity]>([
    ['a number for the same id', { id: 42, account: 'acme' }],
    ['an object for the same company', { id: '42', account: { id: 'acme', traits: { seats: 9 } } }],
    ['new traits', { id: '42', account: 'acme', traits: { plan: 'pro' } }],
    ['a token', { id: '42', account: 'acme', token: 'jwt' }],
  ])('identify with %s leaves the survey where it is', async (_name, identity) => {
    const elleve = await start({ user: '42', account: 'acme' });
    const close = vi.spyOn(room.stages[0]!, 'close' as never);
    elleve.identify(identity);
    expect(close).not.toHaveBeenCalled();
  });

  test.each<[string, Identity]>([
    ['another id', { id: '43', account: 'acme' }],
    ['another company', { id: '42', account: 'granit' }],
    ['no company', { id: '42' }],
    ['no id', { id: '', account: 'acme' }],
  ])('identify with %s takes it off the page', async (_name, identity) => {
    const elleve = await start({ user: '42', account: 'acme' });
    const close = vi.spyOn(room.stages[0]!, 'close' as never);
    elleve.identify(identity);
    expect(close).toHaveBeenCalledWith('timeout');
  });

  test('none of them throws, in any order', async () => {
    room.surveys = [];
    const elleve = createElleve({ project: PUBLIC_KEY }, ROOT, load);
    room.opened.push(elleve);
    const all = () => {
      elleve.dismiss();
      elleve.track('x');
      elleve.show('srv_unknown');
      elleve.reset();
      elleve.identify({ id: 1 });
      elleve.destroy();
    };
    expect(all).not.toThrow();
    await pass(1_000);
    expect(all).not.toThrow();
  });
});

test.each<[string, unknown]>([
  ['no list', 5],
  ['a list of nothing', [null]],
  ['surveys without rules', [{ id: 'srv_1' }]],
])('a configuration that no collector sends asks nobody: %s', async (_name, garbage) => {
  room.surveys = garbage;
  const elleve = await start();
  elleve.track('x');
  elleve.show();
  await pass(10_000);
  expect(room.stages).toHaveLength(0);
});
