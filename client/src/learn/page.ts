import * as vscode from 'vscode';
import { type PageParts, pageText } from './page-text.ts';

/** The content of a page. */
export interface PageContent extends Pick<PageParts, 'title' | 'body' | 'data'> {
  /** File names in dist/learn. */
  readonly style: string;
  readonly script: string;
}

/** Builds the text of a webview page. */
export async function page(extensionUri: vscode.Uri, { style, script, ...content }: PageContent): Promise<string> {
  const [styleText, scriptText] = await Promise.all([read(extensionUri, style), read(extensionUri, script)]);
  const language = vscode.env.language;
  return pageText({ ...content, language, style: styleText, script: scriptText, nonce: randomNonce() });
}

const texts = new Map<string, Promise<string>>();

/** Reads a file in dist/learn. */
function read(extensionUri: vscode.Uri, name: string): Promise<string> {
  const uri = vscode.Uri.joinPath(extensionUri, 'dist', 'learn', name);
  const known = texts.get(name);
  if (known) return known;
  const text = Promise.resolve(vscode.workspace.fs.readFile(uri)).then((bytes) => new TextDecoder().decode(bytes));
  texts.set(name, text);
  return text;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes));
}
