import * as vscode from 'vscode';
import { type PageParts, pageText } from './page-text.ts';

/** What a page shows. */
export interface PageContent extends Pick<PageParts, 'title' | 'body' | 'data'> {
  /** The names of the style and the script in dist/learn. */
  readonly style: string;
  readonly script: string;
}

/** The text of a page of a webview. */
export async function page(extensionUri: vscode.Uri, { style, script, ...content }: PageContent): Promise<string> {
  const [styleText, scriptText] = await Promise.all([read(extensionUri, style), read(extensionUri, script)]);
  const language = vscode.env.language;
  return pageText({ ...content, language, style: styleText, script: scriptText, nonce: randomNonce() });
}

const texts = new Map<string, Promise<string>>();

/** A file of dist/learn. */
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
