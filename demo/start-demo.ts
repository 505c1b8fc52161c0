import { startServer } from '../server/cli/serve.ts';
import { sampleProject } from './sample-project.ts';
import type { Settings } from './settings.ts';
import { buildSite } from './site.ts';
import { refuseTakenPort } from './taken-port.ts';

export interface RunningDemo {
  /** Of the invented product. */
  address: string;
  stop: () => Promise<void>;
}

/** The collector and, beside it, an invented product that asks with it. */
export async function startDemo({ config, port }: Settings): Promise<RunningDemo> {
  const { host, database, publicUrl } = config;
  await refuseTakenPort({ host, port: config.port, variable: 'ELLEVE_PORT' });
  await refuseTakenPort({ host, port, variable: 'DEMO_PORT' });

  const project = await sampleProject(database);
  const collector = await startServer(config);
  const site = await buildSite({ collector: publicUrl, project, now: Date.now });
  return {
    address: await site.listen({ host, port }),
    async stop() {
      await site.close();
      await collector.stop();
    },
  };
}
