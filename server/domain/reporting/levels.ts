import type { Levels } from '../../../shared/contract/levels.ts';
import type { Level } from '../../../shared/levels.ts';
import { Problem } from '../../../shared/problem.ts';
import { dayOrProblem, rangeOrProblem } from '../calendar-day.ts';

/** The same again when it makes sense. Throws `levels_not_ascending`, `invalid_request` or `reversed_range`. */
export function levelsOrProblem(body: Levels): Levels {
  const { levels, baseline, references } = body;
  if (!areAscending(levels) || new Set(levels.map(({ name }) => name)).size < levels.length) {
    throw new Problem('levels_not_ascending');
  }
  if (baseline) rangeOrProblem(baseline.since, baseline.until, { since: '/baseline/since', until: '/baseline/until' });
  references.forEach(({ date }, place) => dayOrProblem(date, `/references/${place}/date`));
  return body;
}

/** At one number, `from` comes before `above`. */
function areAscending(levels: Level[]): boolean {
  return levels.every((level, place) => {
    const before = levels[place - 1];
    if (!before) return true;
    const [low, high] = [thresholdOf(before), thresholdOf(level)];
    return low < high || (low === high && 'from' in before && 'above' in level);
  });
}

function thresholdOf(level: Level): number {
  return 'from' in level ? level.from : level.above;
}
