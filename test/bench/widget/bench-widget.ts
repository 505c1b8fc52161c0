import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { summary, type Measured } from '../measure.ts';
import { peersFolder } from './peers.ts';
import { startSite } from './site.ts';
import { BARE, subjects } from './subjects.ts';
import { visit, type Visit } from './visit.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** What one subject costs a page; times in milliseconds on a processor four times slower, without the page's own. */
export interface WidgetLine {
  name: string;
  idle: { script_bytes: number; requests: number; script_ms: Measured; long_tasks: number };
  shown: { script_bytes: number; requests: number; script_ms: Measured; long_tasks: number; layout_shift: number };
  click_to_paint_ms: Measured | null;
}

export interface WidgetReport {
  rounds: number;
  browser: string;
  lines: WidgetLine[];
  /** Ours over the bare fixture of the same run; the last over the one request that no widget does without. */
  ratios: { script_shown: number; script_idle: number; click_to_paint: number; script_idle_over_request: number };
}

/** What our budgets compare is visited more often in each round than the peers, which cost ten times as much and are far away. */
const VISITS = 2;

/** Rounds go around all subjects, so that a slow moment of the machine does not fall on one of them. */
export async function benchWidget(rounds: number): Promise<WidgetReport> {
  if (!existsSync(CHROMIUM)) throw new Error(`No Chromium at ${CHROMIUM}: install it, or set CHROMIUM to its path.`);
  const all = [BARE, ...(await subjects(peersFolder()))];
  const sites = await Promise.all(all.map(startSite));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const seen = all.map(() => ({ idle: [] as Visit[], shown: [] as Visit[] }));
  try {
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < VISITS; turn++) {
        for (const [i, subject] of all.entries()) {
          if (turn > 0 && subject.isPeer) continue;
          seen[i]!.idle.push(await visit(browser, subject, sites[i]!, true));
          seen[i]!.shown.push(await visit(browser, subject, sites[i]!, false));
        }
      }
    }
    const lines = all.map(({ name }, i) => lineOf(name, seen[i]!, seen[0]!));
    return { rounds, browser: browser.version(), lines, ratios: ratiosOf(lines) };
  } finally {
    await browser.close();
    for (const site of sites) await site.close();
  }
}

function lineOf(name: string, { idle, shown }: Record<'idle' | 'shown', Visit[]>, bare: { idle: Visit[] }): WidgetLine {
  const page = medianOf(bare.idle.map(({ script }) => script));
  const scriptOf = (visits: Visit[]) =>
    summary(
      '',
      visits.map(({ script }) => Math.max(0, script - page)),
    );
  const costs = (visits: Visit[]) => ({
    script_bytes: visits[0]!.scriptBytes,
    requests: visits[0]!.requests,
    script_ms: scriptOf(visits),
    long_tasks: medianOf(visits.map(({ longTasks }) => longTasks)),
  });
  const clicks = shown.flatMap(({ click }) => click ?? []);
  return {
    name,
    idle: costs(idle),
    shown: { ...costs(shown), layout_shift: Math.max(...shown.map(({ shift }) => shift)) },
    click_to_paint_ms: clicks.length > 0 ? summary('', clicks) : null,
  };
}

function medianOf(numbers: number[]): number {
  return summary('', numbers).median;
}

function ratiosOf(lines: WidgetLine[]): WidgetReport['ratios'] {
  const ours = lines.find(({ name }) => name === 'elleve')!;
  const fixture = lines.find(({ name }) => name === 'bare Preact fixture')!;
  const request = lines.find(({ name }) => name.startsWith('one request'))!;
  const reference = fixture.shown.script_ms.median;
  return {
    script_shown: ours.shown.script_ms.median / reference,
    script_idle: ours.idle.script_ms.median / reference,
    click_to_paint: ours.click_to_paint_ms!.median / fixture.click_to_paint_ms!.median,
    script_idle_over_request: ours.idle.script_ms.median / request.idle.script_ms.median,
  };
}
