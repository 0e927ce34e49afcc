/** The parts of a page. */
export interface PageParts {
  /** A language tag. */
  readonly language: string;
  readonly title: string;
  /** The style sheet and the script. esbuild makes sure that neither can end the element that contains it. */
  readonly style: string;
  readonly script: string;
  /** HTML to show before the script has run. */
  readonly body?: string;
  /** Data for the script. */
  readonly data: unknown;
  readonly nonce: string;
}

/**
 * A webview page that loads nothing: it contains its style, script and data, so that it can paint without another
 * request. Its policy allows exactly these two by a nonce, and forbids everything else.
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
 * What the course shows until its content arrives: the same frame in the same place, so that nothing jumps.
 * @param t translates a text
 */
export function courseShell(t: (text: string) => string): string {
  const tabs = ['Lesson', 'Quiz', 'Exercises', 'Concepts'].map((text) => `<a>${escapeHtml(t(text))}</a>`).join('');
  return `<nav aria-label="${escapeHtml(t('Course'))}">${tabs}</nav><main id="main" aria-busy="true"><h1>${escapeHtml(t('Learn Amazon ECS'))}</h1></main>`;
}

/** Data as JSON that cannot end the script element that contains it. */
function inScript(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
