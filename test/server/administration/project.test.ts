import { beforeEach, describe, expect, it } from 'vitest';
import { freshElleve, type Elleve } from '../harness.ts';
import { claim, show } from '../page.ts';
import { call, read } from '../team.ts';

let elleve: Elleve;
beforeEach(async () => {
  elleve = await freshElleve({ name: 'Ledgerly' });
});

const edit = (body: unknown) => call(elleve, 'PATCH', '/project', { body });

async function question(): Promise<string> {
  const { surveys } = (await elleve.app.inject(`/c/${elleve.public_key}/config`)).json();
  return surveys[0].wording.question;
}

describe('the project of a key', () => {
  it('tells its name, zone and public key', async () => {
    expect(await read(elleve, '/project')).toMatchObject({
      id: elleve.project_id,
      name: 'Ledgerly',
      mode: 'live',
      time_zone: 'Europe/Copenhagen',
      public_key: elleve.public_key,
      created_at: new Date(elleve.clock.now).toISOString(),
    });
  });

  it('is renamed in the question at once', async () => {
    expect(await question()).toContain('Ledgerly');
    expect(await edit({ name: '  Bookly ' })).toMatchObject({ status: 200, body: { name: 'Bookly' } });
    expect(await question()).toContain('Bookly');
  });

  it('moves to another zone until the first display', async () => {
    expect(await edit({ time_zone: 'America/St_Johns' })).toMatchObject({
      status: 200,
      body: { time_zone: 'America/St_Johns' },
    });
    await show(elleve, 'ada');
    expect(await edit({ time_zone: 'Europe/Oslo' })).toMatchObject({ status: 409, body: { code: 'zone_in_use' } });
    expect(await edit({ time_zone: 'America/St_Johns', name: 'Bookly' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['nothing', {}],
    ['an unknown field', { nmae: 'x' }],
    ['its key', { public_key: 'elv_pk_0123456789abcdefghijkl' }],
    ['its mode', { mode: 'test' }],
    ['a name without end', { name: 'x'.repeat(201) }],
    ['a place that is no zone', { time_zone: 'Europe/Atlantis' }],
    ['an offset, which knows no summer', { time_zone: '+02:00' }],
    ['an empty zone', { time_zone: '' }],
  ])('does not change by %s', async (_, body) => {
    const stored = elleve.stored();
    expect(await edit(body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(elleve.stored()).toEqual(stored);
  });

  it('keeps its neighbours as they are', async () => {
    const neighbour = await elleve.newProject({ name: 'Neighbour' });
    await edit({ name: 'Bookly' });
    expect(await read(elleve, '/project', { key: neighbour.secret_key })).toMatchObject({ name: 'Neighbour' });
    expect((await claim({ ...elleve, ...neighbour }, 'ada')).status).toBe(200);
  });
});
