import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../analysis.ts';
import type { Finding } from '../rules/finding.ts';
import { editsOf, fixAll } from '../rules/fixes.ts';
import type { Fix } from '../rules/rule.ts';
import { hasAsk, type NodeEdit } from '../syntax/edit.ts';
import type { JsonDocument } from '../syntax/json.ts';
import type { Workspace } from '../workspace.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Feature } from './feature.ts';
import { rangeOf } from './ranges.ts';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.taskdef`;

let snippetEdits = false;

/** Quick fixes of the findings under the selection, and fix-all with the safe ones. */
export const codeActions: Feature = {
  capabilities(client: ClientCapabilities) {
    snippetEdits = client.workspace?.workspaceEdit?.snippetEditSupport === true;
    return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] } };
  },
  register(connection, workspace) {
    connection.onCodeAction(({ textDocument: { uri }, range, context }, token) => {
      const document = workspace().document(uri);
      const analysis = workspace().analysis(uri);
      if (!document || !analysis || token.isCancellationRequested) return [];
      const wants = (kind: string) => !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        const from = document.offsetAt(range.start);
        const to = document.offsetAt(range.end);
        const diagnostics = diagnosticsOf(workspace(), uri);
        workspace()
          .findings(uri)
          .forEach((finding, i) => {
            if (finding.offset > to || finding.offset + finding.length < from) return;
            actions.push(...quickFixes(finding, diagnostics[i]!, document, analysis.document));
          });
      }
      // Asked for by name only: otherwise it would stand in every light bulb menu.
      if (context.only && wants(FIX_ALL)) actions.push(...fixAllAction(workspace(), document));
      return actions;
    });
  },
};

function quickFixes(finding: Finding, diagnostic: Diagnostic, document: TextDocument, syntax: JsonDocument): CodeAction[] {
  return finding.fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(document, syntax, fix),
  }));
}

function workspaceEdit(document: TextDocument, syntax: JsonDocument, fix: Fix): WorkspaceEdit {
  if (!snippetEdits || !asks(fix.edits)) return { changes: { [document.uri]: textEdits(document, syntax, fix) } };
  const change: TextDocumentEdit = {
    textDocument: { uri: document.uri, version: document.version },
    edits: editsOf(syntax, fix, 'snippet').map((edit) =>
      edit.newText.includes('${')
        ? { range: rangeOf(document, edit), snippet: { kind: 'snippet', value: edit.newText } }
        : { range: rangeOf(document, edit), newText: unescapeSnippet(edit.newText) },
    ),
  };
  return { documentChanges: [change] };
}

function unescapeSnippet(text: string): string {
  return text.replaceAll(/\\([\\$}])/g, '$1');
}

function textEdits(document: TextDocument, syntax: JsonDocument, fix: Fix): TextEdit[] {
  return editsOf(syntax, fix).map((edit) => ({ range: rangeOf(document, edit), newText: edit.newText }));
}

/** Whether a fix has words in it that the user has to fill in. */
function asks(edits: readonly NodeEdit[]): boolean {
  return edits.some((edit) => 'value' in edit && hasAsk(edit.value));
}

function fixAllAction(workspace: Workspace, document: TextDocument): CodeAction[] {
  const text = document.getText();
  const shown = new Set(workspace.findings(document.uri).map((finding) => finding.rule));
  const all = workspace.analysis(document.uri)!;
  const off = new Set(all.findings.map((finding) => finding.rule).filter((rule) => !shown.has(rule)));
  const fixed = fixAll(text, (current) => {
    const { document: syntax, findings } = analyse(current, document.uri, 'asked');
    return { document: syntax, findings: findings.filter((finding) => !off.has(finding.rule)) };
  });
  if (fixed === text) return [];
  return [{ title: 'Fix all that is safe to fix', kind: FIX_ALL, edit: { changes: { [document.uri]: [difference(document, fixed)] } } }];
}

/** One edit from the document's text to another, without the beginning and the end that they share. */
function difference(document: TextDocument, target: string): TextEdit {
  const source = document.getText();
  const most = Math.min(source.length, target.length);
  let start = 0;
  while (start < most && source[start] === target[start]) start++;
  let end = 0;
  while (end < most - start && source[source.length - 1 - end] === target[target.length - 1 - end]) end++;
  return {
    range: rangeOf(document, { offset: start, length: source.length - end - start }),
    newText: target.slice(start, target.length - end),
  };
}
