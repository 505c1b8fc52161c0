import type { Scope } from '../../shared/contract/keys.ts';

/** Whether a key with these scopes may do what needs `needed`. */
export function grants(scopes: readonly Scope[], needed: Scope): boolean {
  if (scopes.includes(needed)) return true;
  return scopes.includes('admin') && (needed === 'read' || needed === 'respond');
}
