import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

/** What a thread runs, as one file: a thread is given a file that Node can run, whether the server is built or runs from sources. */
export function threadFile(name: string, entry: URL, external: string[] = []): UserConfig {
  return {
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external },
    build: {
      ssr: fileURLToPath(entry),
      outDir: fileURLToPath(new URL('../dist', import.meta.url)),
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
  };
}
