import type { ManyAsked } from './endpoints.ts';
import type { Measured } from './measure.ts';
import type { ReadsReport } from './reads.ts';

export function printReads(report: ReadsReport): void {
  const { rows, plain, other, endpoints, build_ms, memory, file_bytes } = report;
  console.log(`\nReads over HTTP with ${rows.toLocaleString('en')} responses; milliseconds, median (min … max)\n`);
  for (const line of [...plain, ...other]) {
    console.log(
      `${line.name.padEnd(46)} ${times(line).padEnd(30)} ${line.duckdb ? `DuckDB ${times(line.duckdb)}` : ''}`,
    );
  }
  console.log('\n200 combinations of filters of each report; milliseconds, median / worst, asked first and again\n');
  console.log(`${' '.repeat(38)} ${columns('traits, first', 'traits, again', 'others, first', 'others, again')}`);
  for (const { name, traits_first, traits_again, plain_first, plain_again } of endpoints) {
    const figures = [traits_first, traits_again, plain_first, plain_again].map(medianAndWorst);
    console.log(`${name.padEnd(38)} ${columns(...figures)}`);
  }
  const worst = endpoints.map(({ traits_first }) => traits_first).toSorted((a, b) => b.worst - a.worst)[0]!;
  console.log(`The worst: ${worst.worst_url}`);
  console.log(`\nThe first question, which builds the index: ${(build_ms / 1000).toFixed(1)} s`);
  const grown = (memory.after - memory.before) / rows;
  console.log(
    `Resident memory: ${mb(memory.before)} before, ${mb(memory.after)} after, ${grown.toFixed(1)} bytes per response`,
  );
  console.log(`The file: ${mb(file_bytes)}, ${(file_bytes / rows).toFixed(0)} bytes per response with its displays`);
}

function columns(...texts: string[]): string {
  return texts.map((text) => text.padStart(16)).join(' ');
}

function medianAndWorst({ asked, median, worst }: ManyAsked): string {
  return `${asked < 200 ? `(${asked}) ` : ''}${median.toFixed(1)} / ${worst.toFixed(1)}`;
}

function times({ median, min, max }: Measured): string {
  return `${median.toFixed(2)} (${min.toFixed(2)} … ${max.toFixed(2)})`;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
