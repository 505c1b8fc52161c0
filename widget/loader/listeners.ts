import type { Elleve, Emit } from './api.ts';

interface Listeners extends Pick<Elleve, 'on' | 'off'> {
  /** False when a listener answered false. */
  emit: Emit;
}

/** The host page's listeners; one that throws harms nobody. */
export const createListeners = (all: [name: string, listener: (detail: never) => unknown][] = []): Listeners => ({
  on: (name, listener) => void all.push([name, listener]),
  off: (name, listener) => void (all = all.filter(([of, heard]) => of !== name || heard !== listener)),
  emit: (name, detail) =>
    // Every listener hears it, whatever another answered; one that throws has answered nothing.
    // oxlint-disable-next-line unicorn/prefer-array-find, typescript/consistent-return
    !all.filter(([of, listener]) => {
      try {
        return of === name && listener(detail as never) === false;
      } catch {
        // It harms nobody.
      }
    })[0],
});
