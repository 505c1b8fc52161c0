import { parse } from 'secure-json-parse';
import { Problem } from '../../shared/problem.ts';

/**
 * JSON without the readings on which two parsers could disagree: no key twice in one object (however it is escaped), no
 * `__proto__` or `constructor.prototype`, no NUL and no half surrogate in any text. Throws a `Problem`.
 */
export function parseStrictJson(text: string): unknown {
  const value = parseSafely(text);
  refuseDuplicateKeys(text);
  refuseMalformedText(value);
  return value;
}

function parseSafely(text: string): unknown {
  try {
    return parse(text, null, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw new Problem('invalid_json');
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Walks the tokens of a text that is known to be JSON. A string is a key when it follows `{` or `,` inside an object. */
function refuseDuplicateKeys(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let keyMayFollow = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (keyMayFollow && token.startsWith('"')) takeKey(open.at(-1), token);
    keyMayFollow = token === '{' || token === ',';
  }
}

function takeKey(keys: Set<string> | undefined, token: string): void {
  if (keys === undefined) return;
  // An escaped spelling of a key is the same key.
  const key = JSON.parse(token) as string;
  if (keys.has(key)) throw new Problem('duplicate_key');
  keys.add(key);
}

const HALF_SURROGATE = /\p{Surrogate}/u;

/** Keeps its own list of what is left: a body nested thousands of levels deep would end a recursion. */
function refuseMalformedText(parsed: unknown): void {
  const left = [parsed];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') {
      if (value.includes('\0') || HALF_SURROGATE.test(value)) throw new Problem('malformed_text');
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) left.push(key, inner);
    }
  }
}
