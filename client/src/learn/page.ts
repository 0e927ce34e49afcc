import * as vscode from 'vscode';

/** What a page shows. */
export interface PageContent {
  readonly title: string;
  /** The names of the style and the script in dist/learn. */
  readonly style: string;
  readonly script: string;
  /** What the script finds in the page. */
  readonly data: unknown;
}

/**
 * A page of a webview that loads nothing: style, script and data stand in it, so that it paints without waiting for another
 * request. The policy lets exactly these two run, by a nonce, and forbids everything else.
 */
export async function page(extensionUri: vscode.Uri, { title, style, script, data }: PageContent): Promise<string> {
  const nonce = randomNonce();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const [styleText, scriptText] = await Promise.all([read(extensionUri, style), read(extensionUri, script)]);
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${styleText}</style>
</head>
<body>
<div id="app"></div>
<script type="application/json" id="data">${inScript(data)}</script>
<script nonce="${nonce}">${scriptText}</script>
</body>
</html>`;
}

const texts = new Map<string, Promise<string>>();

/** A file of dist/learn; esbuild wrote it so that it cannot end the element that it stands in. */
function read(extensionUri: vscode.Uri, name: string): Promise<string> {
  const uri = vscode.Uri.joinPath(extensionUri, 'dist', 'learn', name);
  const known = texts.get(name);
  if (known) return known;
  const text = Promise.resolve(vscode.workspace.fs.readFile(uri)).then((bytes) => new TextDecoder().decode(bytes));
  texts.set(name, text);
  return text;
}

/** Data as JSON that cannot end the script element that it stands in. */
function inScript(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes));
}
