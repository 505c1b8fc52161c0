import { readFileSync } from 'node:fs';
import { packageFile } from '../package-root.ts';
import { VERSION } from '../version.ts';

/** A tag that loads this version of the widget and no other bytes: the browser compares them with the hash. */
export function pinnedScript(publicUrl: string): string {
  const name = `elleve-${VERSION}.js`;
  const hashes = JSON.parse(readFileSync(packageFile(`dist/widget/elleve-${VERSION}.json`), 'utf8')) as Record<
    string,
    string
  >;
  return `<script async src="${publicUrl}/w/${name}" integrity="${hashes[name]}" crossorigin="anonymous" data-project="elv_pk_…" data-user="user-42" data-account="acme"></script>`;
}
