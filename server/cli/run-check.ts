import type { CheckReport, Finding } from '../storage/check-report.ts';
import { checkStorage } from '../storage/open-storage.ts';
import { JSON_OPTION, options, print } from './options.ts';

const REPAIR = { repair: { type: 'boolean' } } as const;

/** `elleve check`: in this process, beside a server that runs; `--repair` needs the database for itself. Ends with 1 when something is wrong. */
export function runCheck(database: string, args: string[]): number {
  const values = options(args, { ...REPAIR, ...JSON_OPTION });
  const report = checkStorage(database, { repair: values.repair === true });
  print(values, report, () => printCheck(report));
  return report.ok ? 0 : 1;
}

function printCheck({ findings }: CheckReport): string {
  if (findings.length === 0) return 'Nothing is wrong.';
  const lines = findings.map(findingText);
  if (findings.some(({ repaired }) => !repaired)) {
    lines.push(
      '`elleve check --repair`, with the server stopped, makes anew what can be derived; else restore a backup.',
    );
  }
  return lines.join('\n');
}

function findingText({ what, count, examples, repaired }: Finding): string {
  const head = `${repaired ? 'Repaired' : 'Wrong'}: ${what} (${count})`;
  return [head, ...examples.map((example) => `  ${example}`)].join('\n');
}
