import { isExpected } from '../server/cli/run-cli.ts';
import { stopWhenTold } from '../server/cli/serve.ts';
import { keyFileOf } from './sample-project.ts';
import { readSettings } from './settings.ts';
import { startDemo } from './start-demo.ts';
import { DemoError } from './taken-port.ts';

try {
  const settings = readSettings(process.env);
  const demo = await startDemo(settings);
  const { publicUrl, database } = settings.config;
  console.log(`
  Fakturo, an invented product that asks with Elleve   ${demo.address}
  Every view of the survey side by side                ${demo.address}/gallery
  The collector and its REST API                       ${publicUrl}
  A key that may read it                               ${keyFileOf(database)}

  All answers in it are sample data. Ctrl+C stops it.
`);
  await stopWhenTold(demo.stop);
} catch (error) {
  if (!(error instanceof DemoError) && !isExpected(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
