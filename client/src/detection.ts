import type { TextDocument } from 'vscode';
import type { Detection } from '../../server/src/formats/detection.ts';
import { hasTaskFileName } from '../../server/src/formats/file-names.ts';
import { detectRequest } from '../../server/src/formats/request.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';

/** Words without which no content is taken for a task definition; cheap to look for in files that are none. */
const SIGNS = /"containerDefinitions"|"taskDefinition"|"image"/;

/** Whether a document is a task definition by the server's own detection, asked only where it could be one. */
export function looksLikeTaskDefinition(document: TextDocument): boolean {
  return detection(document)?.accepted === true;
}

/** What detection says of a document; undefined where neither name nor content give a reason to ask. */
export function detection(document: TextDocument): Detection | undefined {
  const path = document.uri.path;
  const text = document.getText();
  return mayBeTaskDefinition(path, text) ? detectRequest(path, parseJson(text), 'open') : undefined;
}

/** Whether name or content give a reason to look closer. */
export function mayBeTaskDefinition(path: string, text: string): boolean {
  return hasTaskFileName(path) || SIGNS.test(text);
}
