import { SAID } from './hostile-values.ts';

const ERROR = 50;

/** Lines that are not one JSON object, that tell of a failure of ours, or that hold a secret or what a request said. */
export function logFaults(lines: readonly string[], secrets: readonly string[]): string[] {
  return lines.filter((line) => {
    if (line.indexOf('\n') !== line.length - 1) return true;
    if ([SAID, ...secrets].some((text) => line.includes(text))) return true;
    try {
      return (JSON.parse(line) as { level: number }).level >= ERROR;
    } catch {
      return true;
    }
  });
}
