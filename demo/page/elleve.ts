type Queue = ((...command: unknown[]) => void) & { q?: unknown[][] };

declare const window: Window & { elleve?: Queue };

/** Speaks to the widget; until its script has arrived, what is said waits in the queue that the script reads. */
export function elleve(...command: unknown[]): void {
  (window.elleve ??= waitingQueue())(...command);
}

function waitingQueue(): Queue {
  const q: unknown[][] = [];
  return Object.assign((...command: unknown[]) => void q.push(command), { q });
}
