// A server that acknowledges answers before they are on disk: what the kill test exists to catch.
import { buildApp } from '../../dist/server/app.js';
import { packageFile } from '../../dist/server/package-root.js';
import { openStorage } from '../../dist/server/storage/open-storage.js';

const storage = openStorage(process.env.ELLEVE_DATABASE);
const hasty = {
  ...storage,
  recordResponse: async (response) => {
    setTimeout(() => void storage.recordResponse(response), 100);
    return 'created';
  },
};
const app = await buildApp({
  storage: hasty,
  secret: process.env.ELLEVE_SECRET,
  now: Date.now,
  widgetFolder: packageFile('dist/widget'),
});
process.stdout.write(`Elleve listens on ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
