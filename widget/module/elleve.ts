import type { Elleve, Identity, Options, Properties } from '../loader/api.ts';
import { createElleve as create } from '../loader/elleve.ts';
import type { Loaded } from '../loader/rare.ts';

export type * from '../loader/api.ts';

/** As `Options`, for a page that bundles the widget: no script tag tells where the collector is. */
export interface ModuleOptions extends Options {
  /** Where the collector is, such as `https://nps.example.com`, or `https://example.com/nps/` below a path. */
  host: string;
}

const CHUNKS = {
  view: () => import('../ui/view.tsx'),
  rare: () => import('../rare/rare.ts'),
};

/**
 * One widget for one project; each call makes another. Nothing throws, whatever is called in whatever order. Where there is
 * no document, as on a server that renders pages, everything is accepted and nothing happens.
 */
export function createElleve(options: ModuleOptions): Elleve {
  let elleve: Loaded | undefined;
  attempt(() => {
    if (typeof document === 'undefined') return;
    const root = new URL(`c/${options.project}`, new URL(options.host, location.href));
    elleve = create(options, `${root}`, (chunk) => CHUNKS[chunk]());
  });
  const command =
    <A extends unknown[]>(obey: (instance: Loaded, ...given: A) => unknown) =>
    (...given: A): void =>
      attempt(() => elleve && obey(elleve, ...given));

  return {
    on: command((instance, ...given: Parameters<Elleve['on']>) => instance.on(...given)),
    off: command((instance, ...given: Parameters<Elleve['off']>) => instance.off(...given)),
    identify: command((instance, identity: Identity) => instance.identify(identity)),
    reset: command((instance) => instance.reset()),
    track: command((instance, touchpoint: string, properties?: Properties) => instance.track(touchpoint, properties)),
    show: command((instance, surveyId?: string) => instance.show(surveyId)),
    dismiss: command((instance) => instance.dismiss()),
    consent: command((instance, isGranted: boolean) => instance.need('consent', isGranted)),
    debug: command((instance) => instance.need('debug')),
    destroy: command((instance) => instance.destroy()),
  };
}

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // Whatever the page said, it must not hurt the page.
  }
}
