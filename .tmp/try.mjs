import fs from 'node:fs'; import { build } from 'vite'; import zlib from 'node:zlib'; import path from 'node:path';
const edits = {
 none: [],
 debug: [['elleve.ts', /    debug: .*\n/, '']],
 consent: [['elleve.ts', /    consent\(given\) \{[\s\S]*?\n    \},\n/, ''], ['elleve.ts', / : \{ \.\.\.somebody, anonymous_id: anonymousId! \}/, ' : somebody']],
 destroy: [['elleve.ts', /    destroy\(\) \{[\s\S]*?\n    \},\n/, ''],['elleve.ts', /, \{ signal \}/, ''],['elleve.ts', /signal.aborted \|\| /, ''],['elleve.ts', / \|\| signal.aborted/, ''],['elleve.ts', /  const life = .*\n.*\n/, '']],
 dropped: [['elleve.ts', /      dropped: .*\n/, ''], ['elleve.ts', /.*dropped -= told.*\n/, ''], ['elleve.ts', /.*const told.*\n/, ''], ['elleve.ts', /\(\) => dropped\+\+/, '0']],
 keeps: [['elleve.ts', /    if \(due && page.now - loadedAt.*\n    else/, '']],
 soon: [['elleve.ts', /rest < SOON_MS && /, '']],
 forced: [['elleve.ts', /forced \? .* : rest/, 'rest'],['elleve.ts', /\(forced \|\| !isOccupied\(\)\)/, '!isOccupied()'],['elleve.ts', /\(\) => !forced && isOccupied\(\)/, 'isOccupied']],
 shadow: [['page.ts', /  while .*\n/, '']],
 rects: [['page.ts', /\[\.\.\.document[^\n]*/, '!!document.querySelector(DIALOG)']],
 inputs: [['page.ts', /:not\(.*?\)/, '']],
 retryafter: [['transport.ts', /.*Retry-After.*\n/, '']],
 timeout: [['transport.ts', /.*AbortSignal.*\n/, '']],
 flush: [['transport.ts', /.*if \(path !== CLAIM\).*\n/, '']],
 uuid: [['elleve.ts', /uuidv7\(.*\)/, '""']],
 personcut: [['person.ts', /    \.\.\.\(company.*\n/, '']],
 reasons: [['../../shared/targeting.ts', /'touchpoint';/, '1;'],['../../shared/targeting.ts', /'path';/, '2;'],['../../shared/targeting.ts', /'delay' : undefined/, '3:0'],['elleve.ts', /!== 'touchpoint'/, '!== 1']],
 guard: [['elleve.ts', /    try \{\n    const page/, '{const page']  ,['elleve.ts', /    \} catch \(error\) \{\n      emit\('error', \{ error \}\);\n    \}\n/, '}']],
};
const files = fs.readdirSync('widget/loader').filter(f=>f.endsWith('.ts'));
let base;
for (const [name, list] of Object.entries(edits)) {
  const r = await build({configFile:false, logLevel:'warn', define:{VIEW_FILE:'"view-aaaaaaaa.js"'}, build:{write:false, target:'es2022', rollupOptions:{input:'widget/loader/script.ts', output:{format:'iife'}}, modulePreload:false},
   plugins:[{name:'e', enforce:'pre', transform(code,id){ for (const [f,a,b] of list) if (id.endsWith(f.replace('../..',''))) { const c=code; code=code.replace(a,b); if (c===code) console.log('NO MATCH', name, f, a);} return code; }}]});
  const c = r.output[0].code; const n = zlib.brotliCompressSync(c).length; base ??= n; console.log(name, c.length, n, n-base);
}
