const DEFAULT = '#3d4eda';

/**
 * Custom properties for an accent `#rrggbb`: text on it in black or white, whichever contrasts more, and an edge in it
 * where it contrasts at least 3:1 with the light and the dark panel (WCAG 2.2, 1.4.11), else in the colour of the text.
 */
export function accentProperties(accent = DEFAULT): Record<`--${string}`, string> {
  const light = luminance(accent);
  const edge = (isVisible: boolean) => (isVisible ? accent : 'currentColor');
  return {
    '--accent': accent,
    '--on': light > 0.179 ? '#000' : '#fff',
    '--edge': `light-dark(${edge(light < 0.3)},${edge(light > 0.14)})`,
  };
}

/** Relative luminance, WCAG 2.2. */
function luminance(rgb: string): number {
  return [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const channel = parseInt(rgb.slice(2 * i + 1, 2 * i + 3), 16) / 255;
    // The exact power differs from the usual approximation by less than a hundredth.
    return sum + weight * channel ** 2.2;
  }, 0);
}
