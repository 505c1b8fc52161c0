import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { startOf, whyNotDue, type Page } from '../../shared/targeting.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import type { Elleve, Identity, Options } from './api.ts';
import { createListeners } from './listeners.ts';
import { isOccupied, pageHere } from './page.ts';
import { personOf } from './person.ts';
import { createTransport } from './transport.ts';
import type { Stage, View } from './view.ts';

const LOOK_EVERY_MS = 1000;
const CONFIG_KEEPS_MS = 600_000;
const ANY = '*';

/** One widget for one project. `root` is the collector's address up to the public key. */
export function createElleve(options: Options, root: string, loadView: () => Promise<View>): Elleve {
  const send = createTransport(root + options.project);
  const { emit, on, off } = createListeners();
  const reachedAt = new Map([['', performance.now()]]);
  let surveys: ConfigSurvey[] = [];
  let loadedAt: number;
  let [ids, person] = personOf({ ...options, id: options.user });
  /** By survey: the moment before which it is not asked here again. */
  let restUntil: Record<string, number> = {};
  let dropped = 0;
  let isBusy: boolean;
  let isDestroyed: boolean;
  /** What `show` asked for: a survey's id, or any. */
  let forced: string | undefined;
  let stage: Stage | undefined;
  let timer: ReturnType<typeof setTimeout>;

  async function load() {
    isBusy = true;
    const config = await send(
      `/config?locale=${options.locale || document.documentElement.lang || navigator.language}`,
    );
    surveys = config?.surveys ?? surveys;
    loadedAt = performance.now();
    isBusy = false;
    emit('ready', {});
    look();
  }

  /** Asks what is due; otherwise looks again soon, in a hidden tab when it is seen again. */
  function look() {
    clearTimeout(timer);
    if (isBusy || isDestroyed) return;
    try {
      const page = pageHere(reachedAt);
      const open = surveys.filter(
        ({ id, targeting }) => !(restUntil[id]! > page.now) && whyNotDue(targeting, page) !== 'touchpoint',
      );
      const due = forced
        ? surveys.find(({ id }) => forced === ANY || forced === id)
        : open.find(({ targeting }) => !whyNotDue(targeting, page));
      if (due && page.now - loadedAt > CONFIG_KEEPS_MS) void load();
      else if (due && (forced || !isOccupied())) void ask(due, page);
      else if (document.hidden) document.addEventListener('visibilitychange', look, { once: true });
      else if (open[0]) timer = setTimeout(look, LOOK_EVERY_MS);
    } catch (error) {
      // A configuration that no collector sends.
      emit('error', { error });
    }
  }

  /** Claims a display, shows it and waits until it has left the page. A claim that is not drawn at once is given back. */
  async function ask(survey: ConfigSurvey, page: Page) {
    isBusy = true;
    const { id: survey_id, version, locale, targeting } = survey;
    const displayId = newId();
    const asked = person;
    const touchpoint = startOf(targeting, page);
    const claim = await send('/displays', {
      id: displayId,
      survey_id,
      survey_version: version,
      ...asked,
      touchpoint: touchpoint || undefined,
      locale,
      url_path: page.path,
      dropped: dropped || undefined,
    });
    if (claim) dropped = 0;
    let rest_s = (claim as { retry_after_s?: number } | undefined)?.retry_after_s || Infinity;
    if (claim?.show === true) {
      const isWanted = () => {
        if (!forced && isOccupied()) rest_s = 0;
        return !!rest_s && person === asked && !isDestroyed;
      };
      stage = { survey, displayId, claim, newId, send, emit, isWanted, onLost: () => dropped++ };
      try {
        await (await loadView()).open(stage);
      } catch (error) {
        if (error) emit('error', { error });
        const { write_token } = claim;
        void send(`/displays/${displayId}/dismissal`, { write_token, reason: 'not_drawn' });
      }
    }
    if (rest_s && person === asked) {
      restUntil[survey_id] = performance.now() + rest_s * 1000;
      if (touchpoint) reachedAt.delete(touchpoint);
    }
    isBusy = false;
    forced = stage = undefined;
    look();
  }

  function become(identity: Partial<Identity>) {
    const [newIds, somebody] = personOf(identity);
    if (newIds === ids) Object.assign(person, somebody);
    else {
      ids = newIds;
      person = somebody;
      restUntil = {};
      stage?.close?.('timeout');
      look();
    }
  }

  void load();

  return {
    on,
    off,
    identify: become,
    reset: () => become({}),
    track(touchpoint) {
      reachedAt.set(touchpoint, performance.now());
      look();
    },
    show(surveyId = ANY) {
      forced = surveyId;
      look();
    },
    dismiss: () => stage?.close?.('closed'),
    destroy() {
      isDestroyed = true;
      stage?.close?.('timeout');
    },
  };
}

function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
}
