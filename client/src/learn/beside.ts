import * as vscode from 'vscode';
import type { CheckFileParams } from '../../../server/src/protocol.ts';

/** The most files to look at beside the open one, and the largest. */
const MOST_BESIDE = 10;
const MOST_CHARACTERS = 200_000;

/** What files of services and task definitions are called. */
const NAMES = '*{service,Service,svc,task,taskdef}*.{json,jsonc,yaml,yml}';

/** The files in the same folder that may hold the service of a task definition, or the task definition of a service. */
export async function besideOf(uri: vscode.Uri): Promise<CheckFileParams[]> {
  if (uri.scheme === 'untitled') return [];
  const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), NAMES);
  const found = await vscode.workspace.findFiles(pattern, undefined, MOST_BESIDE + 1);
  const files: CheckFileParams[] = [];
  for (const each of found) {
    if (each.toString() === uri.toString() || files.length >= MOST_BESIDE) continue;
    try {
      const bytes = await vscode.workspace.fs.readFile(each);
      if (bytes.length <= MOST_CHARACTERS) files.push({ uri: each.toString(), text: new TextDecoder().decode(bytes) });
    } catch {
      // It is gone, or cannot be read: the deployment is played without it.
    }
  }
  return files.sort((a, b) => (a.uri < b.uri ? -1 : 1));
}
