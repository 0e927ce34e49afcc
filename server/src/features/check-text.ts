import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../analysis.ts';
import { brief } from '../brief/brief.ts';
import { placed } from '../brief/shown.ts';
import type { Finding } from '../findings/finding.ts';
import { visibleByNumber } from '../model/visible.ts';
import { CHECK_TEXT, type CheckTextParams, type CheckTextResult } from '../protocol.ts';
import type { Feature } from './feature.ts';

/** Checks a text that need not be open, on behalf of other programs: the extension's language-model tool. */
export const checkText: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(CHECK_TEXT, async ({ uri, text }: CheckTextParams): Promise<CheckTextResult> => {
      await workspace().ready(uri);
      const analysis = analyse(text, uri, 'asked');
      return { report: report(analysis, workspace().judged(uri, analysis.findings)) };
    });
  },
};

/**
 * The result of a check as `taskdef check --format agent` prints it: one line of JSON with ready edits, and without
 * values of environment variables.
 * @param findings the findings of the analysis, with the user's severities
 */
export function report({ detection, document }: Analysis, findings: readonly Finding[]): string {
  if (!detection.accepted) return JSON.stringify({ problem: `Not a task definition. ${detection.reason}` });
  const text = TextDocument.create('', 'json', 0, document.text);
  const found = placed(findings, text).filter(({ hint }) => !hint);
  // JSON has no other way to make control characters harmless.
  return visibleByNumber(
    JSON.stringify(brief(text, document, found)),
    (code) => `\\u${code.toString(16).padStart(4, '0')}`,
  );
}
