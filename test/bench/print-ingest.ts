import type { IngestReport } from './ingest.ts';
import { figures } from './measure.ts';

export function printIngest({ rows, loads }: IngestReport): void {
  console.log(`\nIngest with ${rows.toLocaleString('en')} responses in the file; median (min … max)\n`);
  for (const { connections, reference, instant, store, steady } of loads) {
    console.log(
      `${connections} connections: bare Fastify ${figures(reference.rate, 0)} a second, ${figures(reference.cpu, 0)} µs each`,
    );
    for (const { name, compared } of [
      { name: 'acknowledged at once', compared: instant },
      { name: 'stored', compared: store },
    ]) {
      const { rate, ratio, p99, blocked, cpu } = compared;
      console.log(
        `  ${name.padEnd(22)} ${figures(rate, 0)} a second, ratio ${figures(ratio, 2)}, p99 ${figures(p99, 0)} ms, longest turn ${figures(blocked, 0)} ms, ${figures(cpu, 0)} µs each`,
      );
    }
    console.log(
      `  ${'stored, 70 % of it'.padEnd(22)} ${steady.rate.toFixed(0)} a second, p99 ${figures(steady.p99, 0)} ms`,
    );
  }
}
