import { isExpected } from '../server/cli/run-cli.ts';
import { startServer, stopWhenTold } from '../server/cli/serve.ts';
import { buildSite } from './site.ts';
import { keyFileOf, sampleProject } from './sample-project.ts';
import { readSettings } from './settings.ts';
import { DemoError, refuseTakenPort } from './taken-port.ts';

try {
  await demonstrate();
} catch (error) {
  if (!(error instanceof DemoError) && !isExpected(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** The collector and, beside it, an invented product that asks with it. */
async function demonstrate(): Promise<void> {
  const { config, port } = readSettings(process.env);
  const { host, database, publicUrl } = config;
  await refuseTakenPort({ host, port: config.port, variable: 'ELLEVE_PORT' });
  await refuseTakenPort({ host, port, variable: 'DEMO_PORT' });

  const project = await sampleProject(database);
  const collector = await startServer(config);
  const site = await buildSite({ collector: publicUrl, project, now: Date.now });
  const address = await site.listen({ host, port });
  console.log(`
  Fakturo, an invented product that asks with Elleve   ${address}
  The collector and its REST API                       ${publicUrl}
  A key that may read it                               ${keyFileOf(database)}

  All answers in it are sample data. Ctrl+C stops it.
`);
  await stopWhenTold(async () => {
    await site.close();
    await collector.stop();
  });
}
