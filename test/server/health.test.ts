import { describe, expect, it } from 'vitest';
import { startElleve } from './harness.ts';

describe('an operator sees', () => {
  it('that it lives and is ready', async () => {
    const elleve = await startElleve();
    for (const [path, status] of [
      ['/healthz', 'alive'],
      ['/readyz', 'ready'],
    ]) {
      const answered = await elleve.app.inject(path!);
      expect(answered.statusCode).toBe(200);
      expect(answered.json()).toEqual({ status });
    }
    await elleve.close();
  });

  it('that it lives but is not ready when the store is gone', async () => {
    const elleve = await startElleve();
    await elleve.storage.close();
    expect((await elleve.app.inject('/healthz')).statusCode).toBe(200);
    const refused = await elleve.app.inject('/readyz');
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({ code: 'busy' });
    expect(refused.headers['retry-after']).toBe('1');
    await elleve.app.close();
  });

  it('a problem where there is nothing', async () => {
    const elleve = await startElleve();
    for (const url of ['/', '/nothing', '/docs/../package.json', '/%2e%2e/package.json', '/healthz/']) {
      const refused = await elleve.app.inject(url);
      expect(refused.statusCode).toBe(404);
      expect(refused.json()).toMatchObject({ code: 'not_found' });
    }
    await elleve.close();
  });
});
