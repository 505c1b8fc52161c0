import { beforeEach, describe, expect, it } from 'vitest';
import { init } from '../../../server/cli/commands/init.ts';
import { keyCreate } from '../../../server/cli/commands/key-create.ts';
import { seed } from '../../../server/cli/commands/seed.ts';
import type { CommandContext } from '../../../server/cli/command.ts';
import { SCOPES } from '../../../shared/contract/keys.ts';
import { DAY_MS, freshElleve, type Elleve } from '../harness.ts';
import { respond } from '../page.ts';
import { read } from '../team.ts';

let elleve: Elleve;
let context: CommandContext;
beforeEach(async () => {
  elleve = await freshElleve();
  context = { storage: elleve.storage, now: () => elleve.clock.now };
});

describe('init', () => {
  it('makes a project that can ask at once and be read at once', async () => {
    const made = await init(context, { name: ' Ledgerly ', time_zone: 'Europe/Oslo' });
    expect(made).toEqual({
      project_id: expect.stringMatching(/^prj_[0-9A-Za-z]{16}$/),
      survey_id: expect.stringMatching(/^srv_[0-9A-Za-z]{16}$/),
      public_key: expect.stringMatching(/^elv_pk_[0-9A-Za-z]{22}$/),
      secret_key: expect.stringMatching(/^elv_sk_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/),
    });
    const project = { ...elleve, ...made };
    await respond(project, 'ada');
    expect(await read(project, '/metrics')).toMatchObject({ response_count: 1, time_zone: 'Europe/Oslo' });
    expect(await read(project, '/project')).toMatchObject({ name: 'Ledgerly', mode: 'live' });
  });

  it('makes another project each time', async () => {
    const made = [await init(context, {}), await init(context, {})];
    for (const field of ['project_id', 'survey_id', 'public_key', 'secret_key'] as const) {
      expect(made[0]![field]).not.toBe(made[1]![field]);
    }
  });

  it.each([
    [{ name: 'x'.repeat(201) }, '--name must be at most 200 characters long.'],
    [{ mode: 'dead' }, '--mode must be live or test.'],
    [{ time_zone: 'Europe/Atlantis' }, '--time-zone must be a zone such as Europe/Copenhagen.'],
    [{ time_zone: '+02:00' }, '--time-zone must be a zone such as Europe/Copenhagen.'],
    [{ time_zone: 'europe/copenhagen' }, '--time-zone must be a zone such as Europe/Copenhagen.'],
  ])('refuses %j', async (args, sentence) => {
    const before = await context.storage.listProjects();
    await expect(init(context, args)).rejects.toThrow(sentence);
    expect(await context.storage.listProjects()).toEqual(before);
  });
});

function makeKey(args: { scopes: string[]; expires?: string; project?: string }) {
  return keyCreate(context, { project: elleve.project_id, ...args });
}

describe('key create', () => {
  it('makes a key with the scopes that were asked for, each once', async () => {
    expect(await makeKey({ scopes: ['read', 'export', 'read'] })).toEqual({
      project_id: elleve.project_id,
      scopes: ['read', 'export'],
      key: expect.stringMatching(/^elv_sk_/),
    });
  });

  const ONE_OF = SCOPES.join(', ');
  it.each([
    [{ scopes: [] }, `--scope is missing: one or more of ${ONE_OF}.`],
    [{ scopes: ['write'] }, `--scope must be one of ${ONE_OF}.`],
    [{ scopes: ['read', ''] }, `--scope must be one of ${ONE_OF}.`],
    [{ scopes: ['read'], project: 'prj_0123456789abcdef' }, '--project names no project of this database.'],
  ])('refuses %j', async (args, sentence) => {
    await expect(makeKey(args)).rejects.toThrow(sentence);
  });

  it.each(['2026-03-10', '2020-01-01', '2027-02-30', '2027', '2027-2-3', '+012027-02-03', 'tomorrow', ''])(
    'refuses %j as an end',
    async (expires) => {
      await expect(makeKey({ scopes: ['read'], expires })).rejects.toThrow(
        '--expires must be a date to come, YYYY-MM-DD.',
      );
    },
  );

  it('asks which project when there are several', async () => {
    await expect(keyCreate(context, { scopes: ['read'] })).rejects.toThrow(
      'There are several projects: name one with --project prj_….',
    );
  });
});

describe('seed', () => {
  it('fills a project with two years of answers that are labelled as samples', { timeout: 60_000 }, async () => {
    elleve.clock.now += 400 * DAY_MS;
    const result = await seed(context, { project: elleve.project_id, seed: '7' });
    expect(result).toMatchObject({ project_id: elleve.project_id, survey_id: elleve.survey_id });
    expect(result.response_count).toBeGreaterThan(500);

    const metrics = await read(elleve, '/metrics');
    expect(metrics).toMatchObject({
      response_count: result.response_count,
      display_count: result.display_count,
      account_count: expect.any(Number),
    });
    const { data } = await read(elleve, '/responses?limit=100');
    for (const { respondent_id, account_id } of data as { respondent_id: string; account_id: string }[]) {
      expect(respondent_id).toMatch(/^sample-/);
      expect(account_id).toMatch(/^sample-/);
    }
    await expect(seed(context, { project: elleve.project_id })).rejects.toThrow(/The survey has answers already/);
  });

  it('never mixes with real answers', async () => {
    await respond(elleve, 'ada');
    await expect(seed(context, { project: elleve.project_id })).rejects.toThrow(
      'The survey has answers already: sample data goes into a project of its own.',
    );
  });

  it.each(['x', '1.5', '', ' '])('refuses %j as a seed', async (text) => {
    await expect(seed(context, { project: elleve.project_id, seed: text })).rejects.toThrow(
      '--seed must be a whole number.',
    );
  });
});
