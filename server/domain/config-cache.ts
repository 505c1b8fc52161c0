import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import type { Config, ConfigSurvey } from '../../shared/contract/collector.ts';
import type { Survey } from '../../shared/contract/surveys.ts';
import { PAGE_RULES, type PageTargeting, type Targeting } from '../../shared/contract/targeting.ts';
import type { Project, Storage } from '../storage/storage.ts';
import { resolveWording } from './wording/resolve-wording.ts';

export interface BuiltConfig {
  project: number;
  revision: number;
  etag: string;
  /** Where the page has it already. */
  headers: Headers;
  plain: Sent;
  packed: Sent;
}

type Headers = Record<string, string | number>;

/** Bytes, each as one character, and all headers that tell of them. */
interface Sent {
  body: string;
  headers: Headers;
}

/** Short, because a page may stay open for days; stale-while-revalidate, because nobody should wait for it. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=86400';

/** What the loader judges by itself. */
const COMMON_RULES = new Set(['touchpoints', 'url_patterns', 'delay_s']);
const ENTRIES = 1_000;
/** Longer than an address with a locale is. */
const LONGEST_URL = 200;

/** Configurations as they go over the wire, by the address that was asked for, until the project's revision moves. */
export class ConfigCache {
  readonly #storage: Storage;
  readonly #built = new Map<string, BuiltConfig>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** What was answered to the same address, if it is current. */
  asked({ id, revision }: Project, url: string): BuiltConfig | undefined {
    const built = this.#built.get(url);
    return built?.project === id && built.revision === revision ? built : undefined;
  }

  note(url: string, built: BuiltConfig): void {
    if (url.length > LONGEST_URL) return;
    // The oldest goes first: a stranger who asks for a thousand locales costs time, not memory.
    if (this.#built.size >= ENTRIES) this.#built.delete(this.#built.keys().next().value!);
    this.#built.delete(url);
    this.#built.set(url, built);
  }

  async build(project: Project, locale: string): Promise<BuiltConfig> {
    const stored = await this.#storage.listSurveys(project.id);
    const surveys = stored.map(({ survey }) => survey).filter(({ status }) => status === 'live');
    return build(project, surveys, locale);
  }
}

function build(project: Project, surveys: Survey[], locale: string): BuiltConfig {
  const body = Buffer.from(JSON.stringify(configOf(project, surveys, locale)));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  // Where only some origins are answered, a shared cache keeps what it got for one from the others.
  const vary = project.settings.origins.length > 0 ? 'accept-encoding, origin' : 'accept-encoding';
  const headers = { 'cache-control': CACHE_CONTROL, etag, vary };
  return {
    project: project.id,
    revision: project.revision,
    etag,
    headers,
    plain: sent(body, headers),
    packed: sent(brotliCompressSync(body), { ...headers, 'content-encoding': 'br' }),
  };
}

function sent(bytes: Buffer, headers: Headers): Sent {
  return {
    body: bytes.toString('latin1'),
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length },
  };
}

/** Allow-listed fields only: what a stranger may read of the surveys that are given. */
export function configOf(project: Project, surveys: Survey[], locale: string): Config {
  const shown = surveys.map(({ id, version, kind, wording, look, targeting, ask_contact }) => {
    const resolved = resolveWording(wording, locale, project.name);
    const { contact, ...words } = resolved.wording;
    return {
      id,
      version,
      kind,
      ...resolved,
      wording: ask_contact ? { ...words, contact } : words,
      look,
      targeting: pageRulesOf(targeting),
    };
  });
  return shown.some(isSpecial) ? { surveys: shown, special: true } : { surveys: shown };
}

/** Whether the loader alone cannot judge when or where it shows. */
function isSpecial({ targeting, look }: ConfigSurvey): boolean {
  return Object.keys(targeting).some((rule) => !COMMON_RULES.has(rule)) || look.position === 'inline';
}

/** Whom the server asks is nobody else's business. */
function pageRulesOf(targeting: Targeting): PageTargeting {
  return Object.fromEntries(
    PAGE_RULES.filter((rule) => targeting[rule] !== undefined).map((rule) => [rule, targeting[rule]]),
  ) as PageTargeting;
}
