import type { Measured } from './measure.ts';
import type { ReadsReport } from './reads.ts';

export function printReads(report: ReadsReport): void {
  const { rows, plain, other, filtered, build_ms, memory, file_bytes } = report;
  console.log(`\nReads over HTTP with ${rows.toLocaleString('en')} responses; milliseconds, median (min … max)\n`);
  for (const line of [...plain, ...other]) {
    console.log(
      `${line.name.padEnd(46)} ${times(line).padEnd(30)} ${line.duckdb ? `DuckDB ${times(line.duckdb)}` : ''}`,
    );
  }
  for (const { asked, all } of [
    { asked: 'for the first time', all: report.filtered_first },
    { asked: 'again', all: filtered },
  ]) {
    const inOrder = all.toSorted((a, b) => a.median - b.median);
    console.log(`\n${all.length} combinations of filters, asked ${asked}`);
    console.log(`${'the median one'.padEnd(46)} ${times(inOrder[all.length >> 1]!)}`);
    console.log(`${'the worst'.padEnd(46)} ${times(inOrder.at(-1)!)}\n  ${inOrder.at(-1)!.name}`);
  }
  console.log(`\nThe first question, which builds the index: ${(build_ms / 1000).toFixed(1)} s`);
  const grown = (memory.after - memory.before) / rows;
  console.log(
    `Resident memory: ${mb(memory.before)} before, ${mb(memory.after)} after, ${grown.toFixed(1)} bytes per response`,
  );
  console.log(`The file: ${mb(file_bytes)}, ${(file_bytes / rows).toFixed(0)} bytes per response with its displays`);
}

function times({ median, min, max }: Measured): string {
  return `${median.toFixed(2)} (${min.toFixed(2)} … ${max.toFixed(2)})`;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
