/** What the text of a page is made of. */
export interface PageParts {
  /** A language tag. */
  readonly language: string;
  readonly title: string;
  /** The text of the style and of the script; neither can end the element that it stands in, which esbuild sees to. */
  readonly style: string;
  readonly script: string;
  /** HTML that shows before the script has run. */
  readonly body?: string;
  /** What the script finds in the page. */
  readonly data: unknown;
  readonly nonce: string;
}

/**
 * A page of a webview that loads nothing: style, script and data stand in it, so that it paints without waiting for another
 * request. The policy lets exactly these two run, by a nonce, and forbids everything else.
 */
export function pageText({ language, title, style, script, body = '', data, nonce }: PageParts): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<div id="app">${body}</div>
<script type="application/json" id="data">${inScript(data)}</script>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

/**
 * What the course shows until its content is there: the same frame in the same place, so that nothing jumps.
 * @param t the translation of a text
 */
export function courseShell(t: (text: string) => string): string {
  const tabs = ['Lesson', 'Quiz', 'Exercises', 'Concepts'].map((text) => `<a>${escapeHtml(t(text))}</a>`).join('');
  return `<nav aria-label="${escapeHtml(t('Course'))}">${tabs}</nav><main id="main" aria-busy="true"><h1>${escapeHtml(t('Learn Amazon ECS'))}</h1></main>`;
}

/** Data as JSON that cannot end the script element that it stands in. */
function inScript(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
