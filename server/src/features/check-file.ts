import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../analysis.ts';
import { CHECK_FILE, type CheckFileParams, type CheckFileResult } from '../protocol.ts';
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
      const { detection, findings } = analyse(text, uri, workspace().isAsked(uri) ? 'asked' : 'open');
      if (!detection.accepted) return nothing;
      const document = TextDocument.create(uri, 'json', 0, text);
      const shown = workspace().judged(uri, findings);
      return { accepted: true, diagnostics: shown.map((finding) => toDiagnostic(finding, document)) };
    });
  },
};
