import type { Measured } from '../measure.ts';
import type { WidgetReport } from './bench-widget.ts';

const BUDGETS = { script_shown: 1.5, script_idle: 0.4, click_to_paint: 1.1 };

export function printWidget({ rounds, browser, lines, ratios }: WidgetReport): void {
  console.log(`\nChromium ${browser}, processor slowed four times, ${rounds} rounds; ms are medians (min … max)\n`);
  const head = [
    '',
    'bytes idle',
    'bytes shown',
    'requests',
    'script idle',
    'script shown',
    'click → paint',
    'shift',
    'long tasks',
  ];
  const rows = lines.map(({ name, idle, shown, click_to_paint_ms }) => [
    name,
    idle.script_bytes.toLocaleString('en'),
    shown.script_bytes.toLocaleString('en'),
    `${idle.requests} / ${shown.requests}`,
    times(idle.script_ms),
    times(shown.script_ms),
    click_to_paint_ms ? times(click_to_paint_ms) : '–',
    shown.layout_shift.toFixed(3),
    `${idle.long_tasks} / ${shown.long_tasks}`,
  ]);
  const widths = head.map((_title, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)));
  for (const row of [head, ...rows]) console.log(row.map((cell, i) => cell.padEnd(widths[i]!)).join('  '));
  console.log('\nOurs over the bare fixture');
  for (const [name, budget] of Object.entries(BUDGETS)) {
    const ratio = ratios[name as keyof typeof ratios];
    console.log(`${name.padEnd(16)} ${ratio.toFixed(2)}  (budget ${budget}) ${ratio <= budget ? 'kept' : 'MISSED'}`);
  }
  console.log(`Ours, idle, over one request alone: ${ratios.script_idle_over_request.toFixed(2)}`);
}

function times({ median, min, max }: Measured): string {
  return `${median.toFixed(0)} (${min.toFixed(0)} … ${max.toFixed(0)})`;
}
