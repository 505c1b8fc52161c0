import type { Measured } from '../measure.ts';
import type { Cost, WidgetReport } from './bench-widget.ts';
import type { Ratio } from './ratio.ts';

const BUDGETS = { script_shown: 1.5, script_idle: 0.4, click_to_paint: 1.1 };
const HEAD = ['', 'bytes', 'requests', 'script, slowed', 'script, full speed', 'click → paint', 'shift', 'long tasks'];

export function printWidget({ rounds, browser, lines, ratios }: WidgetReport): void {
  console.log(`\nChromium ${browser}, ${rounds} rounds, processor slowed four times; ms are medians (min … max)\n`);
  const rows = lines.flatMap(({ name, idle, shown, click_to_paint_ms }) => [
    ...(idle ? [rowOf(`${name}, nobody asked`, idle, null)] : []),
    ...(shown ? [rowOf(`${name}, shown`, shown, click_to_paint_ms)] : []),
  ]);
  const widths = HEAD.map((_title, i) => Math.max(...[HEAD, ...rows].map((row) => row[i]!.length)));
  for (const row of [HEAD, ...rows]) console.log(row.map((cell, i) => cell.padEnd(widths[i]!)).join('  '));
  console.log('\nOurs over the bare fixture, with the interval that holds it in 95 of 100 cases');
  printRatio('script shown, full speed', ratios.script_shown.full, BUDGETS.script_shown);
  printRatio('script shown, slowed', ratios.script_shown.slowed, BUDGETS.script_shown);
  printRatio('script idle, full speed', ratios.script_idle.full, BUDGETS.script_idle);
  printRatio('script idle, slowed', ratios.script_idle.slowed, BUDGETS.script_idle);
  printRatio('click to paint, slowed', ratios.click_to_paint, BUDGETS.click_to_paint);
}

function rowOf(name: string, cost: Cost, click: Measured | null): string[] {
  return [
    name,
    cost.script_bytes.toLocaleString('en'),
    `${cost.requests}`,
    times(cost.script_ms),
    cost.script_ms_at_full_speed ? times(cost.script_ms_at_full_speed, 1) : '–',
    click ? times(click) : '–',
    cost.layout_shift.toFixed(3),
    `${cost.long_tasks}`,
  ];
}

function times({ median, min, max }: Measured, digits = 0): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)} … ${max.toFixed(digits)})`;
}

function printRatio(name: string, { ratio, low, high }: Ratio, budget: number): void {
  const verdict = ratio <= budget ? 'kept' : 'MISSED';
  console.log(
    `${name.padEnd(25)} ${ratio.toFixed(2)} (${low.toFixed(2)} … ${high.toFixed(2)})  budget ${budget}  ${verdict}`,
  );
}
