import { createElleve } from './elleve.ts';
import type { Options } from './api.ts';
import type { Loaded } from './rare.ts';

type Command = [name: string, ...parameters: unknown[]];
type Commands = Partial<Record<string, (...parameters: unknown[]) => unknown>>;

/** What the names of both chunks end in, put in at build time: their hash. */
declare const CHUNK_TAIL: string;
declare const window: Record<string, (((...command: Command) => unknown) & { q?: Command[] }) | undefined>;

const { src, dataset } = document.currentScript as HTMLScriptElement;
/** A second instance on a page goes by another name. */
const globalName = dataset['name'] || 'elleve';
const stub = window[globalName];

// A function without a queue is this script, included twice. An element with the id `elleve` is no function.
const isStub = typeof stub === 'function';
if (!isStub || stub.q) {
  const early: Command[] = [];
  let elleve: Loaded | undefined;

  const obey = (...command: Command): unknown => {
    const [name, ...parameters] = command;
    try {
      if (name === 'init') {
        elleve ??= start(parameters[0] as Options);
        for (const waiting of early.splice(0)) obey(...waiting);
      } else if (!elleve) early.push(command);
      else if (name in elleve) return (elleve as unknown as Commands)[name]!(...parameters);
      else void elleve.need(...command);
    } catch {
      // Whatever the page said, it must not hurt the page.
    }
    return undefined;
  };

  window[globalName] = obey;
  if (dataset.project) obey('init', dataset);
  if (isStub) for (const command of stub.q!) obey(...command);
}

function start(options: Options): Loaded {
  return createElleve(
    options,
    `${new URL(options.host || '..', src)}c/${options.project}`,
    (chunk) => import(/* @vite-ignore */ new URL(chunk + CHUNK_TAIL, src) as unknown as string),
  );
}
