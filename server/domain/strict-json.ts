import { parse } from 'secure-json-parse';
import { Problem } from '../../shared/problem.ts';
import { isObject, parsePlainJson } from './plain-json.ts';
import { isMalformed, readableText } from './text.ts';

/**
 * JSON without the readings on which two parsers could disagree: no key twice in one object (however it is escaped), no
 * `__proto__` or `constructor.prototype`, no NUL and no half surrogate in any text. Every text comes out as `readableText` has it, so
 * that what is validated is what is kept. Throws a `Problem`.
 */
export function parseStrictJson(text: string): unknown {
  return parsePlainJson(text) ?? parseAnyJson(text);
}

function parseAnyJson(text: string): unknown {
  const value = parseSafely(text);
  refuseDuplicateKeys(text);
  return withReadableTexts(value);
}

const BYTE_ORDER_MARK = '\uFEFF';

function parseSafely(text: string): unknown {
  // The parser would drop a byte order mark that others refuse.
  if (text.startsWith(BYTE_ORDER_MARK)) throw new Problem('invalid_json');
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
  const key = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
  if (keys.has(key)) throw new Problem('duplicate_key');
  keys.add(key);
}

/** Keeps its own list of what is left: a body nested thousands of levels deep would end a recursion. */
function withReadableTexts(parsed: unknown): unknown {
  const whole = { parsed };
  const left: Record<string, unknown>[] = [whole];
  for (let inside = left.pop(); inside; inside = left.pop()) {
    for (const [key, value] of Object.entries(inside)) {
      if (isMalformed(key)) throw new Problem('malformed_text');
      if (typeof value === 'string') {
        if (isMalformed(value)) throw new Problem('malformed_text');
        inside[key] = readableText(value);
      } else if (isObject(value)) left.push(value);
    }
  }
  return whole.parsed;
}
