import { measure, slot } from '../dom.ts';
import { counted } from './formats.ts';

/** Eleven columns, the tallest as high as there is room. */
export function drawDistribution(counts: number[]): void {
  const distribution = slot('distribution');
  const tallest = Math.max(1, ...counts);
  distribution.ariaLabel = counts.map((count, score) => `${score}: ${counted(count)}`).join(', ');
  [...distribution.children].forEach((column, score) => {
    const count = counts[score] ?? 0;
    measure(column as HTMLElement, 'height', count / tallest);
    column.querySelector('.count')!.textContent = counted(count);
  });
}
