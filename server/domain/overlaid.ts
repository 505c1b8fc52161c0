/** `before` with what `change` names in its place; null takes a field away. */
export function overlaid<T extends object>(before: T, change: { [K in keyof T]?: T[K] | null } = {}): T {
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null)) as T;
}
