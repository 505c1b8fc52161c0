import type { ConfigSurvey } from '../../shared/contract/collector.ts';
import { startOf, TOUCHPOINT, whyNotDue, type Page } from '../../shared/targeting.ts';
import { uuidv7 } from '../../shared/uuid.ts';
import type { Identity, Options } from './api.ts';
import { createListeners } from './listeners.ts';
import { isOccupied } from './page.ts';
import { personOf, type Loose } from './person.ts';
import type { Loaded, PageOf, RareChunk, Said } from './rare.ts';
import { createTransport } from './transport.ts';
import type { Stage, View } from './view.ts';

/** Either verdict; none when the collector could not be asked. */
interface Verdict {
  write_token?: string;
  retry_after_s?: number;
}

const LOOK_EVERY_MS = 1000;
const CONFIG_KEEPS_MS = 600_000;
const PATH_LENGTH = 1024;
/** Every survey's id begins so. */
const ANY = 's';

/** One widget for one project. `root` is the collector's address with the public key, and no slash at its end; `load` imports a chunk. */
export function createElleve(
  options: Options,
  root: string | URL,
  load: (chunk: 'view' | 'rare') => Promise<unknown>,
): Loaded {
  let send = createTransport(root);
  const listeners = createListeners();
  const reachedAt: Record<string, number> = { '': performance.now() };
  const said: Said = {};
  let surveys: ConfigSurvey[] = [];
  let staleAt: number;
  let person = personOf(options, options.user);
  /** By survey: the moment before which it is not asked here again. */
  let restUntil: Record<string, number> = {};
  let dropped = 0;
  /** How many things are going on during which nobody is asked; for ever once destroyed. */
  let busy = 0;
  /** What `show` asked for: a survey's id, or what all begin with. */
  let forced: string | undefined;
  let stage: Stage | undefined;
  /** Of the next look, if one is set. */
  let timer: unknown;
  let pageOf: PageOf | undefined;

  async function during<A extends unknown[]>(work: (...given: A) => Promise<unknown>, ...given: A) {
    busy++;
    try {
      await work(...given);
    } catch (error) {
      if (error) listeners.emit('error', { error });
    }
    busy--;
    look();
  }

  async function configure() {
    const config = await send(
      `/config?locale=${options.locale || document.documentElement.lang || navigator.language}`,
    );
    listeners.emit('ready', {});
    if (options.storage || config?.special) await extend();
    surveys = config?.surveys ?? surveys;
    staleAt = performance.now() + CONFIG_KEEPS_MS;
  }

  async function extend(...command: unknown[]) {
    [send, pageOf] = ((await load('rare')) as RareChunk).extend(command, elleve, options, said, send, look);
  }

  /** Asks what is due; otherwise looks again soon. */
  function look() {
    if (busy) return;
    try {
      // The path alone: a query or fragment may hold what is nobody's business. It begins with a slash in any case, also in a
      // `srcdoc` frame, whose path has none.
      const here: Page = {
        // Read where a rule asks for it, and for a claim.
        get path() {
          return `/${location.pathname.slice(1, PATH_LENGTH)}`;
        },
        now: performance.now(),
        reachedAt,
      };
      let page = here;
      let isOpen = false;
      const due = surveys.find((survey) => {
        const { id, targeting } = survey;
        const rest = restUntil[id]!;
        page = pageOf?.(survey, here, rest, person) ?? here;
        const unmet = rest > here.now ? TOUCHPOINT : whyNotDue(targeting, page);
        isOpen ||= unmet !== TOUCHPOINT;
        return forced ? !id.indexOf(forced) : !unmet;
      });
      if (due && here.now > staleAt) void during(configure);
      else if (due && (forced || !isOccupied())) void during(ask, due, page);
      else if (isOpen) timer ||= setTimeout(during, LOOK_EVERY_MS, beSeen);
    } catch (error) {
      // A configuration that no collector sends.
      listeners.emit('error', { error });
    }
  }

  /** No frame comes in a hidden tab, until it is seen again. No delay passes meanwhile: as if all had been reached so much later. */
  async function beSeen() {
    const from = performance.now();
    await new Promise(requestAnimationFrame);
    timer = 0;
    for (const name in reachedAt) reachedAt[name] = Math.min(reachedAt[name]!, from) + performance.now() - from;
  }

  /** Claims a display, shows it and waits until it has left the page. A claim that is not drawn at once is given back. */
  async function ask(survey: ConfigSurvey, page: Page) {
    const { id: survey_id, version, locale, targeting } = survey;
    const displayId = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
    // Another person has rests of their own.
    const rests = restUntil;
    const told = dropped;
    const touchpoint = startOf(targeting, page);
    const verdict = await send('/displays', {
      ...person,
      touchpoint: touchpoint || null,
      url_path: page.path,
      survey_version: version,
      locale,
      survey_id,
      dropped: told,
      id: displayId,
    });
    if (verdict) dropped -= told;
    const { write_token, retry_after_s } = (verdict ?? {}) as Verdict;
    rests[survey_id] = performance.now() + (retry_after_s! * 1000 || Infinity);
    try {
      if (write_token) {
        // Nothing rests that the person was too busy for.
        const isWanted = () => (forced || !isOccupied() || (rests[survey_id] = 0)) && rests === restUntil;
        stage = {
          write_token,
          onLost: () => dropped++,
          send,
          options,
          survey,
          emit: listeners.emit,
          isWanted,
          displayId,
        };
        await ((await load('view')) as View).open(stage);
      }
    } catch (error) {
      void send(`/displays/${displayId}/dismissal`, { write_token, reason: 'not_drawn' });
      throw error;
    } finally {
      if (touchpoint && rests[survey_id]) delete reachedAt[touchpoint];
      forced = stage = undefined;
    }
  }

  /** By the ids the collector tells one person from another: new traits alone make nobody another. */
  function become(identity: Loose<Identity>) {
    const { respondent, account } = person;
    person = personOf(identity, identity.id);
    if (person.respondent?.id !== respondent?.id || person.account?.id !== account?.id) {
      restUntil = {};
      stage?.close?.('timeout');
      look();
    }
  }

  const elleve: Loaded = {
    ...listeners,
    dismiss: () => stage?.close?.('closed'),
    reset: () => become({}),
    track(touchpoint, properties) {
      said[touchpoint] = properties;
      reachedAt[touchpoint] = performance.now();
      look();
    },
    destroy() {
      busy = Infinity;
      restUntil = {};
      stage?.close?.('timeout');
    },
    show(surveyId = ANY) {
      forced = surveyId;
      look();
    },
    identify: become,
    need: (...command) => during(extend, ...command),
  };
  void during(configure);
  return elleve;
}
