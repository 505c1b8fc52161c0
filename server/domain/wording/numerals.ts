const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const OURS = DIGITS.join('');

/**
 * The ten digits as the language of a tag writes them, such as ٠١٢٣٤٥٦٧٨٩; `undefined` where they are 0 to 9. Told to the page, because
 * a browser that is to find out loads its number formats for it: 20 ms on a fast machine, at the worst of moments.
 */
export function numeralsOf(locale: string): string | undefined {
  const digits = DIGITS.map((digit) => written(digit, locale)).join('');
  return digits === OURS ? undefined : digits;
}

function written(digit: number, locale: string): string {
  try {
    return digit.toLocaleString(locale);
  } catch {
    // A tag that only looks like one.
    return `${digit}`;
  }
}
