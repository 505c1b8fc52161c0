import { createElleve } from './elleve.ts';
import type { Elleve, Options } from './api.ts';
import type { View } from './view.ts';

type Command = [name: string, ...parameters: unknown[]];
type Commands = Partial<Record<string, (...parameters: unknown[]) => unknown>>;

declare const VIEW_FILE: string;
declare const window: { elleve?: ((...command: Command) => unknown) & { q?: Iterable<Command> } };

const script = document.currentScript as HTMLScriptElement;
const stub = window.elleve;

// A function without a queue is this script, included twice. An element with the id `elleve` is no function.
if (!stub?.call || stub.q) {
  const early: Command[] = [];
  let elleve: Elleve | undefined;

  const obey = (...command: Command): unknown => {
    const [name, ...parameters] = command;
    try {
      if (elleve) return (elleve as unknown as Commands)[name]?.(...parameters);
      early.push(command);
      if (name === 'init') {
        elleve = start(parameters[0] as Options);
        for (const waiting of early) obey(...waiting);
      }
    } catch {
      // Whatever the page said, it must not hurt the page.
    }
    return undefined;
  };

  window.elleve = obey;
  if (script.dataset.project) obey('init', script.dataset);
  for (const command of stub?.q ?? []) obey(...command);
}

function start(options: Options): Elleve {
  const collector = new URL(options.host || '..', script.src);
  const view = new URL(VIEW_FILE, script.src).href;
  return createElleve(options, `${new URL('c/', collector)}`, () => import(/* @vite-ignore */ view) as Promise<View>);
}
