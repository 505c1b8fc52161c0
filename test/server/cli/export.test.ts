import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runCli } from '../../../server/cli/run-cli.ts';
import { runCommand } from '../../../server/cli/run-command.ts';
import { runExport } from '../../../server/cli/run-export.ts';
import type { ExportArguments } from '../../../server/cli/commands/export.ts';
import { openControlSocket } from '../../../server/cli/control-socket.ts';
import { openStorage } from '../../../server/storage/open-storage.ts';

async function seeded(): Promise<{ database: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'elleve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const database = join(folder, 'elleve.db');
  await runCommand(database, 'init', { time_zone: 'Europe/Copenhagen' });
  await runCommand(database, 'seed', {});
  return { database, folder };
}

async function exported(database: string, args: ExportArguments): Promise<string> {
  const output = new PassThrough();
  const [written] = await Promise.all([text(output), runExport(database, args, output, { end: true })]);
  return written;
}

describe('elleve export', () => {
  it('writes the same whether a server runs or not', async () => {
    const { database } = await seeded();
    const alone = await exported(database, { format: 'ndjson' });
    expect(alone.split('\n').length).toBeGreaterThan(1_000);

    const storage = openStorage(database);
    const control = await openControlSocket(database, { storage, now: Date.now });
    onTestFinished(async () => {
      await control.close();
      await storage.close();
    });
    expect(await exported(database, { format: 'ndjson' })).toBe(alone);
    await expect(exported(database, { format: 'xlsx' })).rejects.toThrow('--format must be one of csv, ndjson.');
    await expect(exported(database, { since: '2026-02-30' })).rejects.toThrow('--since is not a date of the calendar.');
  });

  it('writes a file that only its owner reads, and overwrites none', async () => {
    const { database, folder } = await seeded();
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.stubEnv('ELLEVE_DATABASE', database);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      complaints.mockRestore();
    });
    const file = join(folder, 'answers.csv');
    expect(await runCli(['export', '--output', file])).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^\ufeffid,responded_at,.*\r\n/);

    expect(statSync(file).mode & 0o777).toBe(0o600);

    writeFileSync(file, 'mine');
    expect(await runCli(['export', '--output', file])).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    mkdirSync(join(folder, 'there'));
    expect(await runCli(['export', '--output', join(folder, 'there')])).toBe(1);
    expect(await runCli(['export', '--format', 'xlsx'])).toBe(1);
    expect(await runCli(['export', '--limit', '3'])).toBe(2);
  });
});
