import { act, createElement, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ElleveSurvey, useElleve, type ElleveProps } from '../../widget/module/react.ts';
import { PUBLIC_KEY, surveyFixture, WRITE_TOKEN } from './survey-fixture.ts';

let claims: Record<string, unknown>[];
let configs: string[];
let survey = surveyFixture();
let root: Root;

beforeEach(() => {
  [claims, configs] = [[], []];
  survey = surveyFixture();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.includes('/config')) {
      configs.push(url);
      return Response.json({ surveys: [survey], ...(survey.look.position === 'inline' && { special: true }) });
    }
    claims.push(JSON.parse(init.body as string));
    return Response.json({ show: true, write_token: WRITE_TOKEN, id: 'known' });
  });
  root = createRoot(document.body.appendChild(document.createElement('main')));
});

afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const props: ElleveProps = { project: PUBLIC_KEY, host: 'https://nps.example.com', user: 'user-42' };
const draw = (more: Partial<ElleveProps> = {}) =>
  act(async () => root.render(createElement(ElleveSurvey, { ...props, ...more })));
const surveyNodes = () => document.querySelectorAll('[data-nps]');

test('asks, tells its handlers, and leaves the page with the component', async () => {
  const shown = vi.fn<(detail: object) => void>();
  await draw({ onShown: shown });
  await vi.waitFor(() => expect(shown).toHaveBeenCalledOnce());
  expect(claims[0]).toMatchObject({ respondent: { id: 'user-42' } });
  expect(surveyNodes()).toHaveLength(1);
  await act(async () => root.render(null));
  expect(surveyNodes()).toHaveLength(0);
});

test('a handler can keep the survey off the page', async () => {
  await draw({ onBeforeShow: () => false });
  await vi.waitFor(() => expect(claims.at(-1)).toMatchObject({ reason: 'not_drawn' }));
  expect(surveyNodes()).toHaveLength(0);
});

test('an inline survey stands where the component does', async () => {
  survey = surveyFixture({ look: { position: 'inline', theme: 'auto' } });
  await draw({ className: 'here' });
  await vi.waitFor(() => expect(document.querySelector('.here > [data-nps]')).toBeTruthy());
});

test('another person is identified to the same widget', async () => {
  survey = surveyFixture({ targeting: { ...surveyFixture().targeting, touchpoints: ['never'] } });
  await draw();
  await draw({ user: 'user-43' });
  expect(configs).toHaveLength(1);
});

test('strict mode leaves one widget', async () => {
  const seen = new Set<unknown>();
  const Page = () => {
    const elleve = useElleve(props);
    if (elleve) seen.add(elleve);
    return null;
  };
  await act(async () => root.render(createElement(StrictMode, null, createElement(Page))));
  await vi.waitFor(() => expect(surveyNodes()).toHaveLength(1));
  expect(seen.size).toBeGreaterThan(0);
});
