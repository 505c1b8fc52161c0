import type { Stage } from '../loader/view.ts';

const LOOK_EVERY_MS = 1000;

/** Waits for a moment that disturbs nobody; false when the display is no longer wanted, or its claim ran out. */
export async function isTimely({ survey, claim, emit, isUnwanted, isUntimely }: Stage): Promise<boolean> {
  const isOver = () => Date.now() > Date.parse(claim.expires_at);
  // A claim that is over on arrival tells of a wrong clock, not of a late claim.
  const clockIsWrong = isOver();
  const isLost = () => isUnwanted() || (isOver() && !clockIsWrong);
  while (isUntimely() && !isLost()) await visibleMoment();
  return !isLost() && emit('beforeShow', { survey_id: survey.id });
}

/** A second, in a hidden tab at least until it is seen again: nothing runs there. */
function visibleMoment(): Promise<unknown> {
  return new Promise((resolve) => {
    if (document.hidden) document.addEventListener('visibilitychange', resolve, { once: true });
    else setTimeout(resolve, LOOK_EVERY_MS);
  });
}
