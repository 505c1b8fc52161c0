import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openStorage } from '../../server/storage/open-storage.ts';
import { packageFile } from '../../server/package-root.ts';
import { cleanEnvironment, freshFolder, MAIN, startProcess } from '../faults/server-process.ts';

const PAGE = readFileSync(packageFile('docs/operations.md'), 'utf8');

function blocksOf(language: string): string[] {
  return [...PAGE.matchAll(new RegExp('```' + language + '\\n([^`]+)```', 'g'))].map(([, block]) => block!);
}

it('the unit sets variables that there are, to values that can be used, and starts a file that is shipped', () => {
  const [unit] = blocksOf('ini');
  const env = Object.fromEntries(
    [...unit!.matchAll(/^Environment=(\w+)=(.+)$/gm)].map(([, name, value]) => [name, value]),
  );
  const config = readConfig(env);
  expect(config).toMatchObject({
    database: env['ELLEVE_DATABASE'],
    publicUrl: env['ELLEVE_PUBLIC_URL'],
    trustedProxies: [env['ELLEVE_TRUSTED_PROXIES']],
  });
  const [, file, command] = /^ExecStart=\/usr\/bin\/node (\S+) (\w+)$/m.exec(unit!)!;
  expect([existsSync(packageFile(file!)), command]).toEqual([true, 'serve']);
});

it('the page names every file that a server leaves beside its database', async () => {
  const folder = freshFolder();
  const server = await startProcess(join(folder, 'elleve.db'), { env: { ELLEVE_SECRET: undefined } });
  const [, files] = /\n\| file \|[^\n]*\n\|[-|]+\|\n([^]*?)\n\n/.exec(PAGE)!;
  const named = [...files!.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => cell!.match(/elleve\.db[\w.-]*/g)!);
  const made = execFileSync('ls', [folder], { encoding: 'utf8' })
    .split('\n')
    .filter((name) => name !== '');
  expect(named).toEqual(expect.arrayContaining(made.filter((name) => !name.endsWith('-journal'))));
  server.kill('SIGTERM');
  await server.ended;
});

it('the commands of a backup and of putting it back do what the page says', { timeout: 60_000 }, async () => {
  const folder = freshFolder();
  mkdirSync(join(folder, 'data'));
  const database = join(folder, 'data', 'elleve.db');
  const run = (block: string) =>
    execFileSync('sh', ['-ec', block.replaceAll('npx elleve', `"${process.execPath}" "${MAIN}"`)], {
      cwd: folder,
      env: cleanEnvironment('data/elleve.db'),
      encoding: 'utf8',
    });
  const namesOf = async () => {
    const storage = openStorage(database);
    const names = (await storage.listProjects()).map(({ name }) => name);
    await storage.close();
    return names;
  };
  const [backUp, putBack] = blocksOf('sh');
  run('npx elleve init --name Before');
  expect(run(backUp!)).toMatch(/^Wrote elleve-backup\.db: [\d,]+ bytes, read again and whole\.\n$/);
  run('npx elleve init --name After');
  expect(await namesOf()).toEqual(['Before', 'After']);
  expect(run(putBack!)).toBe('Nothing is wrong.\n');
  expect(await namesOf()).toEqual(['Before']);
});
