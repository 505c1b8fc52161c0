import { describe, expect, test, vi } from 'vitest';
import { createElleve } from '../../widget/loader/elleve.ts';
import { inLoaderRoom, claims, givenBack, pass, slowView, load, start, room, ROOT } from './loader-room.ts';
import { PUBLIC_KEY, WRITE_TOKEN } from './survey-fixture.ts';

inLoaderRoom();

describe('a claim is given back', () => {
  test('when the view cannot be loaded', async () => {
    const heard = vi.fn<(detail: object) => void>();
    const elleve = await start({}, () => Promise.reject(new TypeError('gone after an upgrade')));
    elleve.on('error', heard);
    expect(givenBack()).toEqual([
      {
        path: `/displays/${String(claims()[0]!.body['id'])}/dismissal`,
        body: { write_token: WRITE_TOKEN, reason: 'not_drawn' },
      },
    ]);
    await pass(600_000);
    expect(claims()).toHaveLength(1);
  });

  test('when the person became another, who is then asked', async () => {
    const slow = slowView();
    const elleve = await start({ user: '' }, slow.loadView);
    elleve.identify({ id: 7 });
    slow.arrive();
    await pass(0);
    expect(givenBack()).toHaveLength(1);
    expect(claims().map(({ body }) => body['respondent'])).toEqual([undefined, { id: '7' }]);
    expect(room.stages).toHaveLength(1);
  });

  test('when the page vetoes it', async () => {
    const elleve = createElleve({ project: PUBLIC_KEY }, ROOT, load);
    room.opened.push(elleve);
    elleve.on('beforeShow', () => false);
    await pass(0);
    expect(givenBack()).toHaveLength(1);
    expect(room.stages).toHaveLength(0);
  });

  test('when a dialog opened meanwhile; the person is asked when it is closed', async () => {
    const slow = slowView();
    await start({}, slow.loadView);
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.setAttribute('open', '');
    vi.spyOn(dialog, 'getClientRects').mockReturnValue([{}] as never);
    slow.arrive();
    await pass(5_000);
    expect(givenBack()).toHaveLength(1);
    expect(claims()).toHaveLength(1);
    dialog.remove();
    await pass(1_000);
    expect(claims()).toHaveLength(2);
    expect(room.stages).toHaveLength(1);
  });

  test('when it was destroyed', async () => {
    const slow = slowView();
    const elleve = await start({}, slow.loadView);
    elleve.destroy();
    slow.arrive();
    await pass(0);
    expect(givenBack()).toHaveLength(1);
    expect(room.stages).toHaveLength(0);
  });
});
