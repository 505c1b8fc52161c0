import { startFirstPartySite, type FirstPartySite } from './first-party-site.ts';
import { STRICT_HEADERS } from './strict-headers.ts';

/** A host page under the strictest policy, with the script tag alone. */
export function startStrictSite(): Promise<FirstPartySite> {
  return startFirstPartySite({
    headers: STRICT_HEADERS,
    html: ({ public_key }) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Invoices</title></head>
  <body>
    <main><h1>Invoices</h1><button type="button">Mark as paid</button></main>
    <script async src="/w/elleve.js" data-project="${public_key}" data-user="user-42" data-account="acme"></script>
  </body>
</html>`,
  });
}
