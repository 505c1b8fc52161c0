import { expect, test, vi } from 'vitest';
import { inRareRoom, call, claims, pass, room, special, start } from './rare-room.ts';

inRareRoom();

test('debug tells for every survey why it shows or does not', async () => {
  vi.spyOn(console, 'group').mockReturnValue();
  vi.spyOn(console, 'log').mockReturnValue();
  const table = vi.spyOn(console, 'table').mockReturnValue();
  const elleve = await start([
    special({ touchpoints: ['paid'] }, { id: 'srv_touchpoint' }),
    special({ url_patterns: ['/nowhere'] }, { id: 'srv_path' }),
    special({ delay_s: 60 }, { id: 'srv_delay' }),
    special({ idle_s: 60 }, { id: 'srv_idle' }),
    special({ devices: ['phone'] }, { id: 'srv_device' }),
  ]);
  await call(elleve, 'debug');
  const rows = table.mock.lastCall![0] as Record<string, { verdict: string }>;
  expect(Object.fromEntries(Object.entries(rows).map(([id, { verdict }]) => [id, verdict]))).toEqual({
    srv_touchpoint: 'waits for a touchpoint',
    srv_path: 'is not for this path',
    srv_delay: 'waits for its delay',
    srv_idle: 'waits for a pause',
    srv_device: 'is not for this device',
  });
});

test('debug names the traits that the collector ignored, once', async () => {
  vi.spyOn(console, 'group').mockReturnValue();
  vi.spyOn(console, 'table').mockReturnValue();
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const ignored_traits = ['plan', 'account.size'];
  room.answers = () => Response.json({ show: false, because: 'not_now', ignored_traits });
  const elleve = await start([special({ devices: ['desktop'] }), special({ devices: ['desktop'] }, { id: 'srv_2' })]);
  await pass(2_000);
  expect(claims()).toHaveLength(2);
  await call(elleve, 'debug');
  expect(log).toHaveBeenCalledWith('ignored, as no such trait is declared', ignored_traits);
});
