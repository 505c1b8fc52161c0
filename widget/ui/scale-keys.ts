const LAST = 10;
const STEPS: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 };
const TYPED_TOGETHER_MS = 1500;

/** Where the keyboard is on the scale; `typedAt` is set when it came there by the digit 1, which a 0 turns into 10. */
export interface Cursor {
  at: number;
  typedAt?: number;
}

export interface Press {
  key: string;
  timeStamp: number;
}

/** Where a key moves to: arrows go round, Home and End to the ends, digits to their score. `undefined` for other keys. */
export function moved({ at, typedAt }: Cursor, { key, timeStamp }: Press, isRtl: boolean): Cursor | undefined {
  const step = STEPS[key];
  if (step) {
    const forward = isRtl && /t$/.test(key) ? -step : step;
    return { at: (at + forward + LAST + 1) % (LAST + 1) };
  }
  if (key === 'Home') return { at: 0 };
  if (key === 'End') return { at: LAST };
  if (!/^\d$/.test(key)) return undefined;
  if (key === '0' && typedAt !== undefined && timeStamp - typedAt < TYPED_TOGETHER_MS) return { at: LAST };
  return key === '1' ? { at: 1, typedAt: timeStamp } : { at: +key };
}
