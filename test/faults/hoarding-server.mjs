// A server that reads everything before it sends anything: what the memory test exists to catch.
import { buildApp } from '../../dist/server/app.js';
import { packageFile } from '../../dist/server/package-root.js';
import { openStorage } from '../../dist/server/storage/open-storage.js';

const storage = openStorage(process.env.ELLEVE_DATABASE);
const hoarding = {
  ...storage,
  exportResponses: async function* everything(...asked) {
    const all = [];
    for await (const text of storage.exportResponses(...asked)) {
      for (const line of text.trimEnd().split('\n')) all.push(JSON.parse(line));
    }
    while (all.length > 0)
      yield all
        .splice(-100)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('');
  },
};
const app = await buildApp({
  storage: hoarding,
  secret: process.env.ELLEVE_SECRET,
  now: Date.now,
  widgetFolder: packageFile('dist/widget'),
});
process.stdout.write(`Elleve listens on ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
