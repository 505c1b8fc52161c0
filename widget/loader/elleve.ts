import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { reached, whyNotDue } from '../../shared/targeting.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import type { Elleve, Options } from './api.ts';
import { createListeners } from './listeners.ts';
import { isOccupied, pathHere } from './page.ts';
import { isSamePerson, personOf, type Person } from './person.ts';
import { createTransport } from './transport.ts';
import type { Stage, View } from './view.ts';

const LOOK_EVERY_MS = 1000;
const CONFIG_KEEPS_MS = 600_000;
const SOON_MS = 3_600_000;
const STORED_ID = 'elleve';
const ANY = '*';

/** One widget for one project. `root` is the collector's address up to the public key. */
export function createElleve(options: Options, root: string, loadView: () => Promise<View>): Elleve {
  const life = new AbortController();
  const { signal } = life;
  const send = createTransport(root + options.project);
  const { emit, on, off } = createListeners();
  const openedAt = performance.now();
  const touchpoints = new Map<string, number>();
  const restUntil = new Map<string, number>();
  let surveys: ConfigSurvey[] = [];
  let loadedAt: number;
  let person = personOf({ ...options, id: options.user });
  let anonymousId: string | undefined;
  let dropped = 0;
  let isBusy: boolean;
  /** What `show` asked for: a survey's id, or any. */
  let forced: string | undefined;
  let stage: Stage | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const here = () => ({ path: pathHere(), now: performance.now(), openedAt, touchpoints });

  async function load() {
    isBusy = true;
    const locale = options.locale || document.documentElement.lang || navigator.language;
    const config = await send(`/config?locale=${encodeURIComponent(locale)}`);
    surveys = config?.surveys ?? surveys;
    loadedAt = performance.now();
    isBusy = false;
    emit('ready', { surveys: surveys.length });
    look();
  }

  /** Asks what is due; otherwise looks again soon, unless the tab is hidden or nothing can become due. */
  function look() {
    clearTimeout(timer);
    if (isBusy || signal.aborted) return;
    const page = here();
    let mayComeSoon = false;
    try {
      const due = surveys.find(({ id, targeting }) => {
        const rest = (restUntil.get(id) ?? 0) - page.now;
        const unmet = whyNotDue(targeting, page);
        if (rest < SOON_MS && unmet !== 'touchpoint') mayComeSoon = true;
        return forced ? forced === ANY || forced === id : rest <= 0 && !unmet;
      });
      if (due && page.now - loadedAt > CONFIG_KEEPS_MS) void load();
      else if (due && (forced || !isOccupied())) void ask(due);
      else if (mayComeSoon && !document.hidden) timer = setTimeout(look, LOOK_EVERY_MS);
    } catch (error) {
      // A configuration that no collector sends.
      emit('error', { error });
    }
  }

  /** Claims a display, shows it and waits until it has left the page. A claim that is not drawn is given back. */
  async function ask(survey: ConfigSurvey) {
    isBusy = true;
    const { id: survey_id, version, locale, targeting } = survey;
    const displayId = newId();
    const asked = person;
    const isUnwanted = () => signal.aborted || person !== asked;
    const touchpoint = reached(targeting.touchpoints, { touchpoints });
    touchpoints.delete(touchpoint!);
    const claim = await send('/displays', {
      id: displayId,
      survey_id,
      survey_version: version,
      ...person,
      touchpoint,
      locale,
      url_path: pathHere(),
      dropped: dropped || undefined,
    });
    if (claim) dropped = 0;
    const rest_s = (claim?.show === false && claim.retry_after_s) || Infinity;
    if (!isUnwanted()) restUntil.set(survey_id, performance.now() + rest_s * 1000);
    if (claim?.show === true) {
      emit('eligible', { survey_id });
      const isUntimely = () => !forced && isOccupied();
      stage = { survey, displayId, claim, newId, send, emit, isUnwanted, isUntimely, onLost: () => dropped++ };
      const view = loadView().then(({ open }) => open(stage!));
      const wasDrawn = await view.catch((error) => void emit('error', { error }));
      if (!wasDrawn) {
        void send(`/displays/${displayId}/dismissal`, { write_token: claim.write_token, reason: 'not_drawn' });
      }
    }
    isBusy = false;
    forced = stage = undefined;
    look();
  }

  function become(somebody: Person) {
    if (!somebody.respondent) somebody = { ...somebody, anonymous_id: anonymousId! };
    if (isSamePerson(somebody, person)) Object.assign(person, somebody);
    else {
      person = somebody;
      restUntil.clear();
      stage?.close?.('timeout');
      look();
    }
  }

  document.addEventListener('visibilitychange', look, { signal });
  void load();

  return {
    on,
    off,
    identify: (identity) => become(personOf(identity)),
    reset() {
      touchpoints.clear();
      become({});
    },
    track(touchpoint) {
      touchpoints.set(touchpoint, performance.now());
      look();
    },
    show(surveyId = ANY) {
      forced = surveyId;
      look();
    },
    dismiss: () => stage?.close?.('closed'),
    consent(given) {
      if (given) localStorage[STORED_ID] ||= newId();
      else localStorage.removeItem(STORED_ID);
      anonymousId = localStorage[STORED_ID];
      become({ ...person });
    },
    debug: () => surveys.map(({ id, targeting }) => ({ survey_id: id, unmet: whyNotDue(targeting, here()) })),
    destroy() {
      life.abort();
      stage?.close?.('timeout');
    },
  };
}

function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
}
