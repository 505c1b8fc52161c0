import { createElement, useEffect, useRef, useState, type ReactElement } from 'react';
import type { Elleve, EventName, Events, Listener } from '../loader/api.ts';
import { createElleve, type ModuleOptions } from './elleve.ts';

/**
 * One widget for as long as the component stands; `undefined` until the page is there. It is made anew when the project, the
 * host, the language, the storage or the place changes; another person is identified to the one there is.
 */
export function useElleve(options: ModuleOptions): Elleve | undefined {
  const { project, host, locale, storage, target, user, account, token } = options;
  const [elleve, setElleve] = useState<Elleve>();
  const person = useRef({ user, account, token });
  person.current = { user, account, token };

  useEffect(() => {
    const made = createElleve({ project, host, locale, storage, target, ...person.current });
    setElleve(made);
    return () => made.destroy();
  }, [project, host, locale, storage, target]);

  useEffect(() => {
    elleve?.identify({ id: user ?? '', account, token });
  }, [elleve, user, account, token]);

  return elleve;
}

type Handlers = { [E in EventName as `on${Capitalize<E>}`]?: (detail: Events[E]) => unknown };

export type ElleveProps = Omit<ModuleOptions, 'target'> & Handlers & { className?: string };

const EVENTS: EventName[] = [
  'ready',
  'eligible',
  'beforeShow',
  'shown',
  'scored',
  'commented',
  'dismissed',
  'completed',
  'error',
];

/** Asks on the page that it stands on. An inline survey stands where the component does; any other takes up no room there. */
export function ElleveSurvey({ className, ...props }: ElleveProps): ReactElement {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return createElement(
    'div',
    { ref: setPlace, className },
    place && createElement(Asking, { ...props, target: place }),
  );
}

function Asking(props: ElleveProps & { target: HTMLElement }): null {
  const elleve = useElleve(props);
  const handlers = useRef<Handlers>(props);
  handlers.current = props;

  useEffect(() => {
    const listeners = EVENTS.map((event) => {
      const name = `on${event[0]!.toUpperCase()}${event.slice(1)}` as keyof Handlers;
      const listener = (detail: never) =>
        (handlers.current[name] as ((detail: never) => unknown) | undefined)?.(detail);
      return [event, listener as Listener<EventName>] as const;
    });
    for (const [event, listener] of listeners) elleve?.on(event, listener);
    return () => {
      for (const [event, listener] of listeners) elleve?.off(event, listener);
    };
  }, [elleve]);
  return null;
}
