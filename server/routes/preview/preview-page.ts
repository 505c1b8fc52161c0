import type { Survey } from '../../../shared/contract/surveys.ts';
import type { Project } from '../../storage/storage.ts';

/** The widget needs its own scripts, its collector and perhaps a logo; its style needs no entry. */
export const PREVIEW_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `connect-src 'self'`,
  `img-src https:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** A page in which the widget asks at once. Addresses are relative, so that it works below any path of a proxy. */
export function previewPage(project: Project, survey: Survey, token: string, locale: string | undefined): string {
  const product = project.name === '' ? 'Elleve' : project.name;
  const attributes = Object.entries({
    'data-project': project.public_key,
    'data-host': `../s/preview/${token}/`,
    'data-target': '#survey',
    ...(locale !== undefined && { 'data-locale': locale }),
  });
  const script = attributes.map(([name, value]) => `${name}="${escaped(value)}"`).join(' ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Preview: ${escaped(survey.name)}</title>
<main>
<h1>${escaped(survey.name)}</h1>
<p>A preview for ${escaped(product)}. Nothing you do here is recorded; load the page again to see the survey again.</p>
<div id="survey"></div>
</main>
<script async src="../../w/elleve.js" ${script}></script>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
