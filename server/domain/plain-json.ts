import { Problem } from '../../shared/problem.ts';
import { isPlain } from './text.ts';

/** Words that may not be keys; a text without them and without escapes holds no such key. */
const SUSPECT = /\\|__proto__|constructor/;

/** What nearly every body is, at a third of the cost: nothing to make readable, nothing to refuse. `undefined` when it may be otherwise. */
export function parsePlainJson(text: string): unknown {
  if (!isPlain(text) || SUSPECT.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem('invalid_json');
  }
  // Fewer keys than names that were written: one of them was written twice, or a text begins with a colon.
  return namesIn(text) === keysIn(value) ? value : undefined;
}

/** Quotes with a colon behind them: every key, and texts that begin with a colon. */
function namesIn(text: string): number {
  let names = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (text[before] === ' ' || text[before] === '\n') before--;
    if (text[before] === '"') names++;
  }
  return names;
}

/** Keeps its own list of what is left: a body nested thousands of levels deep would end a recursion. */
function keysIn(parsed: unknown): number {
  if (!isObject(parsed)) return 0;
  let keys = 0;
  const left = [parsed];
  for (let inside = left.pop(); inside; inside = left.pop()) {
    const isArray = Array.isArray(inside);
    for (const key in inside) {
      if (!isArray) keys++;
      const value = inside[key];
      if (isObject(value)) left.push(value);
    }
  }
  return keys;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
