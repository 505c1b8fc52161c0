import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { PUBLIC_KEY } from '../../widget/survey-fixture.ts';
import { scriptTag, type HostDocument, type Misbehaviour } from '../collector-double.ts';

const PAGES = new URL('pages/', import.meta.url);

/** A page that makes life hard for the widget. */
export interface Host {
  name: string;
  /** Its file in `pages/`. */
  page: string;
  headers?: Record<string, string>;
  /** What the script tag says besides who is signed in. */
  attributes?: string;
  /** True in the page, if it is as hard as its name. */
  proof?: string;
  /** How the collector misbehaves. */
  collector?: (kind: string, nth: number) => Misbehaviour;
  /** Before anything is loaded. */
  prepare?: (page: Page) => Promise<unknown>;
  /** What happens on the page once it has loaded, with the widget and without. */
  onceLoaded?: (page: Page) => Promise<unknown>;
  /** What happens while the survey stands there, with the widget; without it, after `onceLoaded`. */
  during?: (page: Page) => Promise<unknown>;
  /** Nobody can be asked here; the page must not notice. */
  isSilent?: boolean;
  /** The page declares `elleve` itself, or the widget lives in a frame. */
  hasOwnGlobal?: boolean;
  /** The browser itself reports a request that failed, whoever made it. */
  reportsFailedRequests?: boolean;
}

/** The page as the server at `origin` sends it, with the widget's script tag or without. */
export function documentOf({ page, headers, attributes }: Host, origin: string, hasWidget: boolean): HostDocument {
  const isXml = page.endsWith('.xhtml');
  const tag = scriptTag(attributes, origin);
  const type = isXml ? 'application/xhtml+xml' : 'text/html; charset=utf-8';
  const body = read(page)
    .replaceAll('<!-- invoices -->', read('invoices.fragment.html'))
    .replaceAll('<!-- widget -->', hasWidget ? tag : '')
    .replaceAll('%PROJECT%', PUBLIC_KEY);
  return { body, headers: { 'content-type': type, ...headers } };
}

function read(name: string): string {
  return readFileSync(new URL(name, PAGES), 'utf8');
}
