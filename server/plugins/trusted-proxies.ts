import { compile } from '@fastify/proxy-addr';

/** A server has few proxies in front of it; every other address is a caller that reached it directly. */
const MOST_KEPT = 1_000;

/**
 * Whether an address is of a proxy that is believed, as Fastify asks it for each request. The last answers are kept: to read an
 * address and to compare it with networks takes longer than all else that is done to know where a request comes from.
 */
export function trustedProxies(networks: string[]): (address: string) => boolean {
  const isTrusted = compile(networks);
  const known = new Map<string, boolean>();
  return (address) => {
    const kept = known.get(address);
    if (kept !== undefined) return kept;
    const trusted = isTrusted(address, 0);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(address, trusted);
    return trusted;
  };
}
