/**
 * Where two answers differ, as a path; undefined when they are the same. Whole numbers must be equal, others to a part in
 * a thousand million: two ways of summing round differently.
 */
export function firstDifference(expected: unknown, heard: unknown, path = ''): string | undefined {
  if (typeof expected === 'number' && typeof heard === 'number') {
    return areClose(expected, heard) ? undefined : `${path}: ${expected} is answered as ${heard}`;
  }
  if (!isObject(expected) || !isObject(heard)) {
    return Object.is(expected, heard)
      ? undefined
      : `${path}: ${JSON.stringify(expected)} is answered as ${JSON.stringify(heard)}`;
  }
  // A refusal has nothing but its code.
  for (const key of new Set(['code', ...Object.keys(expected), ...Object.keys(heard)])) {
    const found = firstDifference(expected[key], heard[key], `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function areClose(a: number, b: number): boolean {
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
