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

  const obey = (name: string, ...parameters: unknown[]): void => {
    try {
      if (name === 'init' && src) {
        elleve ??= start(parameters[0] as Options);
        early.splice(0).map((waiting) => obey(...waiting));
      } else if (!elleve) early.push([name, ...parameters]);
      else if (name in elleve) (elleve as unknown as Commands)[name]!(...parameters);
      else void elleve.need(name, ...parameters);
    } catch {
      // Whatever the page said, it must not hurt the page.
    }
  };

  window[globalName] = obey;
  if (dataset.project) obey('init', dataset);
  if (isStub) stub.q!.map((command) => obey(...command));
}

function start(options: Options): Loaded {
  // By text alone: a first `URL` takes a twentieth of the time that nobody being asked takes.
  const folder = `${src.split('#')[0]!.split('?')[0]}/../`;
  return createElleve(
    options,
    `${options.host ? new URL(options.host, src) : `${folder}../`}c/${options.project}`,
    (chunk) => import(/* @vite-ignore */ folder + chunk + CHUNK_TAIL),
  );
}
