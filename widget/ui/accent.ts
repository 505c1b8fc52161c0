/** Above this luminance black contrasts more than white; at it both reach 4.58 : 1. */
const BALANCE = 0.179;

/** Custom properties for an accent `#rrggbb`: itself, and black or white for text on it, whichever is easier to read. */
export function accentProperties(accent: string): Record<`--${string}`, string> {
  return { '--accent': accent, '--on': luminance(accent) > BALANCE ? '#000' : '#fff' };
}

/** Relative luminance (WCAG 2.2), by the power that differs from its piecewise curve by less than a hundredth. */
function luminance(accent: string): number {
  const channel = (at: number) => (parseInt(accent.slice(at, at + 2), 16) / 255) ** 2.2;
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
