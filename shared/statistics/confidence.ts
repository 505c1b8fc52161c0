export const CONFIDENCES = [0.9, 0.95, 0.99] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Two-sided standard normal quantiles, Φ⁻¹((1 + confidence) / 2), right to the last digit or the one before. */
export const Z: Readonly<Record<Confidence, number>> = {
  0.9: 1.6448536269514726,
  0.95: 1.959963984540054,
  0.99: 2.5758293035489008,
};
