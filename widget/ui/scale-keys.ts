const LAST = 10;
const TYPED_TOGETHER_MS = 1500;

export interface Press {
  key: string;
  timeStamp: number;
}

/**
 * The score that a key moves to from `at`: arrows go round, Home and End to the ends, digits to their score, and a 0 soon
 * after `one`, the last press of 1, to ten. `undefined` for other keys.
 */
export function moveTo(at: number, { key, timeStamp }: Press, one: number | undefined, isRtl: boolean) {
  const right = isRtl ? -1 : 1;
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -right, ArrowRight: right }[key];
  if (step) return (at + step + LAST + 1) % (LAST + 1);
  if (key === 'Home') return 0;
  if (key === 'End' || (key === '0' && timeStamp - one! < TYPED_TOGETHER_MS)) return LAST;
  // Arabic and Persian digits too: of each range, as of ours, the last four bits are the value.
  return /^[0-9٠-٩۰-۹]$/.test(key) ? key.charCodeAt(0) & 15 : undefined;
}
