import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Storage } from '../../../server/storage/storage.ts';
import { StorageUnavailable } from '../../../server/storage/storage-unavailable.ts';
import { freshElleve, type Elleve } from '../harness.ts';
import { answer, respond, show } from '../page.ts';
import { call, read } from '../team.ts';

async function exported(elleve: Elleve, query: string): Promise<{ type: unknown; text: string; disposition: unknown }> {
  const heard = await elleve.app.inject({
    url: `/v1/responses/export?${query}`,
    headers: { authorization: `Bearer ${elleve.secret_key}` },
  });
  expect(heard.statusCode).toBe(200);
  const { 'content-type': type, 'content-disposition': disposition } = heard.headers;
  return { type, text: heard.body, disposition };
}

describe('an export', () => {
  it('writes one record per answer, earliest first, with a column per declared trait', async () => {
    const elleve = await freshElleve();
    await call(elleve, 'PUT', '/traits/seats', { body: { type: 'number', of: 'account', source: 'browser' } });
    const more = { account: { id: 'acme', traits: { plan: '=pro', seats: -3 } }, locale: 'da', url_path: '/a' };
    const { id } = await respond(elleve, 'ada', { score: 3, comment: '=1+1, "dyrt"\nog sløvt' }, more);
    await call(elleve, 'PUT', `/responses/${id}/tags`, { body: { tags: ['pricing', 'onboarding'] } });
    const display = await show(elleve, 'bo');
    elleve.clock.now += 25 * 60 * 60 * 1000 + 1_000;
    const later = (await answer(elleve, display, { score: 10 })).body;

    const { type, text, disposition } = await exported(elleve, 'format=csv');
    expect(type).toBe('text/csv; charset=utf-8; header=present');
    expect(disposition).toBe('attachment; filename="responses-2026-03-11.csv"');
    expect(text).toBe(
      [
        '\ufeffid,responded_at,day,survey_id,survey_version,kind,score,category,comment,contact_ok,channel,identity,locale,touchpoint,url_path,respondent_id,account_id,changed_at,updated_at,excluded,exclusion_reason,flags,tags,trait.plan,trait.role,trait.seats',
        `${id},2026-03-10T12:00:00.000Z,2026-03-10,${elleve.survey_id},1,relationship,3,detractor,"'=1+1, ""dyrt""\nog sløvt",,widget,claimed,da,,/a,ada,acme,,2026-03-10T12:00:00.000Z,false,,,onboarding; pricing,'=pro,,-3`,
        `${String(later['id'])},2026-03-11T13:00:01.000Z,2026-03-11,${elleve.survey_id},1,relationship,10,promoter,,,widget,claimed,,,,bo,,,2026-03-11T13:00:01.000Z,false,,late,,,,`,
        '',
      ].join('\r\n'),
    );
  });

  it('writes the same answers as the list, one JSON object per line', async () => {
    const elleve = await freshElleve();
    for (const score of [0, 7, 9, 10]) {
      elleve.clock.now += 1_000;
      await respond(elleve, `user-${score}`, { score, comment: `score ${score}` });
    }
    const { type, text } = await exported(elleve, 'format=ndjson&min_score=7&q=score');
    const { data } = await read(elleve, '/responses?min_score=7');
    expect(type).toBe('application/x-ndjson; charset=utf-8');
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual((data as unknown[]).toReversed());
  });

  it('has a head and no record when nothing matches', async () => {
    const elleve = await freshElleve();
    expect((await exported(elleve, 'format=csv')).text.split('\r\n')).toHaveLength(2);
    expect((await exported(elleve, 'format=ndjson')).text).toBe('');
  });

  it('wants the scope export, a format, and filters that exist', async () => {
    const elleve = await freshElleve();
    const key = await elleve.newKey('admin');
    expect(await call(elleve, 'GET', '/responses/export?format=csv', { key })).toMatchObject({ status: 403 });
    for (const query of ['', '?format=xlsx', '?format=csv&limit=3', '?format=csv&since=2026-02-30']) {
      expect(await call(elleve, 'GET', `/responses/export${query}`)).toMatchObject({ status: 400 });
    }
  });

  it('reads no further than its reader takes, and stops when the reader goes away', async () => {
    const elleve = await freshElleve();
    let pages = 0;
    restoredAfterwards(elleve.storage);
    // An endless store: the same page again and again.
    elleve.storage.exportResponses = async function* endless() {
      for (;;) {
        pages += 1;
        yield 'x'.repeat(60_000);
        await setImmediate();
      }
    };
    await elleve.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = elleve.app.server.address() as AddressInfo;
    const headers = { authorization: `Bearer ${elleve.secret_key}` };
    const asked = request({ port, host: '127.0.0.1', path: '/v1/responses/export?format=ndjson', headers }).end();
    const [heard] = (await once(asked, 'response')) as [IncomingMessage];
    heard.pause();
    await settled(() => pages);
    const whilePaused = pages;
    // 60 kB a page: what the sockets of both sides hold, no more.
    expect(whilePaused).toBeLessThan(300);
    heard.destroy();
    await settled(() => pages);
    const afterwards = pages;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(pages).toBe(afterwards);
  });

  it('ends without its last chunk where it breaks off, and is refused where it cannot begin', async () => {
    const elleve = await freshElleve();
    const { storage } = elleve;
    restoredAfterwards(storage);
    const query = 'format=ndjson';
    storage.exportResponses = torn;
    await elleve.app.listen({ port: 0, host: '127.0.0.1' }).catch(() => undefined);
    const { port } = elleve.app.server.address() as AddressInfo;
    const asked = fetch(`http://127.0.0.1:${port}/v1/responses/export?${query}`, {
      headers: { authorization: `Bearer ${elleve.secret_key}` },
    });
    await expect(asked.then(async (heard) => heard.text())).rejects.toThrow('terminated');

    storage.exportResponses = closed;
    expect(await call(elleve, 'GET', `/responses/export?${query}`)).toMatchObject({ status: 503 });
  });

  it('has a head of its own', async () => {
    const elleve = await freshElleve();
    await respond(elleve, 'ada', { score: 3 });
    const headers = { authorization: `Bearer ${elleve.secret_key}` };
    const url = '/v1/responses/export?format=csv';
    const head = await elleve.app.inject({ method: 'HEAD', url, headers });
    const whole = await elleve.app.inject({ url, headers });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    for (const name of ['content-type', 'content-disposition', 'cache-control', 'x-content-type-options']) {
      expect(head.headers[name]).toBe(whole.headers[name]);
      expect(whole.headers[name]).toBeDefined();
    }
  });
});

function restoredAfterwards(storage: Storage): void {
  const real = { ...storage };
  onTestFinished(() => void Object.assign(storage, real));
}

async function* torn(): AsyncGenerator<string, void, void> {
  yield '{}\n';
  // Until that is on its way.
  await new Promise((resolve) => setTimeout(resolve, 100));
  throw new Error('the disk is gone');
}

async function* closed(): AsyncGenerator<string, void, void> {
  yield await Promise.reject<string>(new StorageUnavailable('no'));
}

/** Waits until a number no longer moves. */
async function settled(number: () => number): Promise<void> {
  for (let last = -1; last !== number();) {
    last = number();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
