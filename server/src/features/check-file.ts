import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse, type Beside, seeksTasks, withTasksBeside } from '../analysis.ts';
import { isModuleFile } from '../formats/file-names.ts';
import { CHECK_FILE, type CheckFileParams, type CheckFileResult } from '../protocol.ts';
import type { Workspace } from '../workspace.ts';
import { folderOf } from '../workspace-files.ts';
import { toDiagnostic } from './diagnostics.ts';
import type { Feature } from './feature.ts';

/**
 * Diagnostics for files that are not open, for the check of a whole workspace. The client finds and reads the files.
 */
export const checkFile: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(CHECK_FILE, async ({ uri, text }: CheckFileParams, token): Promise<CheckFileResult> => {
      await workspace().ready(uri);
      const nothing: CheckFileResult = { accepted: false, diagnostics: [] };
      if (token.isCancellationRequested) return nothing;
      const alone = analyse(text, uri, workspace().isAsked(uri) ? 'asked' : 'open');
      const { detection, findings } = seeksTasks(alone)
        ? withTasksBeside(alone, uri, await beside(workspace(), uri))
        : alone;
      if (!detection.accepted) return nothing;
      const document = TextDocument.create(uri, 'json', 0, text);
      const shown = workspace().judged(uri, findings);
      return { accepted: true, diagnostics: shown.map((finding) => toDiagnostic(finding, document)) };
    });
  },
};

async function beside(workspace: Workspace, uri: string): Promise<readonly Beside[]> {
  if (isModuleFile(uri)) return workspace.wholeModule(uri);
  const folder = folderOf(uri);
  const files = await workspace.taskFiles();
  return files.filter((file) => folderOf(file.uri) === folder && file.uri !== uri);
}
