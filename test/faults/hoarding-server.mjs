// A server that reads everything before it sends anything: what the memory test exists to catch.
import { buildApp } from '../../dist/server/app.js';
import { packageFile } from '../../dist/server/package-root.js';
import { openStorage } from '../../dist/server/storage/open-storage.js';

const storage = openStorage(process.env.ELLEVE_DATABASE);
const hoarding = {
  ...storage,
  eachResponse: async function* everything(filter) {
    const all = [];
    for await (const some of storage.eachResponse(filter)) all.push(...some);
    while (all.length > 0) yield all.splice(-100);
  },
};
const app = await buildApp({
  storage: hoarding,
  secret: process.env.ELLEVE_SECRET,
  now: Date.now,
  widgetFolder: packageFile('dist/widget'),
});
process.stdout.write(`Elleve listens on ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
