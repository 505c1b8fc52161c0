/** `https://*.example.com`: every site below a domain, at any depth, but not the domain itself. */
const BELOW = '://*.';
const NAME = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

/** Whether a page of this origin may speak for a project. An empty list allows every origin. */
export function allowsOrigin(allowed: readonly string[], origin: string): boolean {
  return allowed.length === 0 || allowed.some((one) => (one.includes(BELOW) ? isBelow(one, origin) : one === origin));
}

function isBelow(pattern: string, origin: string): boolean {
  const [scheme, domain] = pattern.split(BELOW) as [string, string];
  const [, host = ''] = origin.split('://');
  return (
    origin.startsWith(`${scheme}://`) && host.endsWith(`.${domain}`) && NAME.test(host.slice(0, -domain.length - 1))
  );
}

/** Whether a text is an origin as a browser writes it: lower case, no path, the usual port left out. `*.` may stand before the host. */
export function isAllowableOrigin(text: string): boolean {
  return isOrigin(text.replace(BELOW, '://below.'));
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
