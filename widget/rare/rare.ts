import type { Page } from '../../shared/targeting.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import type { Elleve } from '../loader/api.ts';
import type { Loaded, PageOf, RareChunk } from '../loader/rare.ts';
import type { Send } from '../loader/transport.ts';
import { explain, type Seen } from './debug.ts';
import { deviceStore } from './device-store.ts';
import { createOutbox, type Unsent } from './outbox.ts';
import { reachedBy, whyNotYet } from './page-rules.ts';
import { deviceHere, watchVisit } from './visit.ts';

const NOWHERE: Page['reachedAt'] = {};

const known = new WeakMap<Loaded, [Send, PageOf]>();

export const extend: RareChunk['extend'] = ([name, ...parameters], elleve, ...given) => {
  if (!known.has(elleve)) known.set(elleve, extended(elleve, ...given));
  if (name === 'consent' || name === 'debug') (elleve as unknown as Elleve)[name](...(parameters as [boolean]));
  return known.get(elleve)!;
};

type Given = Parameters<RareChunk['extend']> extends [unknown, ...infer Rest] ? Rest : never;

function extended(...[elleve, options, said, send, look]: Given): [Send, PageOf] {
  const name = `elleve:${options.project}`;
  const ids = deviceStore<string>('localStorage', `${name}:id`);
  const unsent = deviceStore<Unsent[]>('localStorage', `${name}:unsent`);
  const began = deviceStore<number>('sessionStorage', `${name}:began`);
  const outbox = createOutbox(unsent, send);
  const visit = watchVisit(look);
  const seen: Seen = { surveys: new Map(), verdicts: new Map() };
  let isAllowed = false;
  let anonymousId: string | undefined;

  function allow(isGranted: boolean) {
    isAllowed = isGranted;
    if (!isGranted) {
      anonymousId = undefined;
      visit.forget();
      for (const store of [ids, unsent, began]) store.clear();
      return;
    }
    anonymousId = ids.read() ?? anonymousId ?? uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
    ids.write(anonymousId);
    visit.remember(began);
    void outbox.deliverKept();
  }

  async function deliver(path: string, body?: object): Promise<unknown> {
    if (path !== '/displays') {
      return isAllowed && body && path.startsWith('/responses') ? outbox.deliver(path, body) : send(path, body!);
    }
    const claim = body as { survey_id: string; respondent?: object };
    const verdict = await send('/displays', {
      ...claim,
      device: deviceHere(),
      anonymous_id: claim.respondent ? undefined : anonymousId,
    });
    seen.verdicts.set(claim.survey_id, verdict);
    return verdict;
  }

  const pageOf: PageOf = (survey, here, restUntil, person) => {
    const { targeting } = survey;
    const page = { ...here, reachedAt: reachedBy(targeting, here, said) };
    const unmet = whyNotYet(survey, visit, here.now, options);
    seen.surveys.set(survey.id, { survey, page, unmet, restUntil });
    seen.person = person;
    if (!unmet) return page;
    // A device stays what it is; for what may come, no delay is over before its time.
    return unmet === 'devices' ? { ...here, reachedAt: NOWHERE } : { ...page, now: 0 };
  };

  const { destroy } = elleve;
  Object.assign(elleve, {
    consent: (isGranted: unknown) => allow(isGranted === true),
    // A moment later: what loaded these parts for it has to be done before the surveys can be looked at.
    debug: () =>
      setTimeout(() => {
        look();
        explain(options, seen, { isAllowed, anonymousId });
      }),
    destroy() {
      visit.end();
      destroy();
    },
  });
  if (options.storage === 'local') allow(true);
  return [deliver as Send, pageOf];
}
