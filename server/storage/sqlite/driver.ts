import { createRequire } from 'node:module';
import type DatabaseConstructor from 'better-sqlite3';

const [NODE_MAJOR] = process.versions.node.split('.').map(Number);

/**
 * better-sqlite3 in the version that this Node can run: 13 needs Node 22 and ends an older one by a segmentation fault, 12 ends
 * Node 24.19 and later when a closed connection is collected (docs/adr/0005-two-drivers.md).
 */
export const DRIVER = NODE_MAJOR! >= 22 ? 'better-sqlite3-13' : 'better-sqlite3';

type Driver = typeof DatabaseConstructor;

export const Sqlite: Driver = load();

function load(): Driver {
  try {
    return createRequire(import.meta.url)(DRIVER) as Driver;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(`Node ${process.versions.node} needs the package ${DRIVER}: install Elleve again with this Node.`, {
      cause: error,
    });
  }
}
