import { build } from 'vite'; import zlib from 'node:zlib';
for (const f of process.argv.slice(2)) {
 const r = await build({configFile:false, logLevel:'warn', build:{write:false, minify:'oxc', target:'es2022', rollupOptions:{input:f, output:{format:'es'}, }, modulePreload:false}});
 const c = r.output[0].code; console.log(f, c.length, zlib.brotliCompressSync(c).length);
}
