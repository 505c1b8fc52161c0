import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { accentProperties } from '../../widget/ui/accent.ts';

const accents = array(integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 });

test('writes on every accent in black or white with a contrast of at least 4.5 : 1', () => {
  assert(
    property(accents, (channels) => {
      const { '--on': on } = accentProperties(`#${channels.map((c) => c.toString(16).padStart(2, '0')).join('')}`);
      const text = on === '#000' ? [0, 0, 0] : [255, 255, 255];
      expect(contrast(text, channels)).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 2_000 },
  );
});

/** WCAG 2.2, with its piecewise curve. */
function contrast(a: number[], b: number[]): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(channels: number[]): number {
  const [r = 0, g = 0, b = 0] = channels.map((c) => {
    const share = c / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
