import { type CodeAction, CodeActionKind, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE } from '../rules/config.ts';
import type { Finding } from '../rules/finding.ts';
import { insert, type Json, type NodeEdit, set, toTextEdits } from '../syntax/edit.ts';
import { type JsonDocument, parseJson } from '../syntax/json.ts';
import { type ObjectNode, propertyOf } from '../syntax/node.ts';
import { pointerOf } from '../syntax/pointer.ts';
import type { Workspace } from '../workspace.ts';
import { rangeOf } from './ranges.ts';

/**
 * The actions that silence a finding: by a comment where the file can hold one, else in the settings file.
 * @param ways `for good` for advice that comes in numbers: who does not want it does not want it anywhere
 */
export function suppressions(
  finding: Finding,
  diagnostic: Diagnostic,
  document: TextDocument,
  syntax: JsonDocument,
  workspace: Workspace,
  ways: 'all ways' | 'for good',
): CodeAction[] {
  const action = (title: string, edit: WorkspaceEdit): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit,
  });
  const actions: CodeAction[] = [];
  const isHere = ways === 'all ways';
  if (isHere && (document.languageId === 'jsonc' || syntax.comments.length > 0)) {
    actions.push(action(`Ignore "${finding.rule}" on this line`, commentEdit(finding, document)));
  }
  if (document.uri.startsWith('untitled:')) return actions;
  const target = settingsFile(document, workspace);
  if (isHere && finding.node) {
    const here: Json = { files: [target.path], at: pointerOf(finding.node), rules: { [finding.rule]: 'off' } };
    actions.push(
      action(
        `Ignore "${finding.rule}" here, in ${CONFIG_FILE}`,
        target.edit((root) => addOverride(root, here)),
      ),
    );
  }
  actions.push(
    action(
      `Turn off "${finding.rule}" in ${CONFIG_FILE}`,
      target.edit((root) => turnOff(root, finding.rule)),
    ),
  );
  return actions;
}

function commentEdit(finding: Finding, document: TextDocument): WorkspaceEdit {
  const { line } = document.positionAt(finding.offset);
  const start = { line, character: 0 };
  const text = document.getText({ start, end: { line: line + 1, character: 0 } });
  const indent = /^[ \t]*/.exec(text)![0];
  const eol = text.endsWith('\r\n') ? '\r\n' : '\n';
  const newText = `${indent}// taskdef-disable-next-line ${finding.rule}${eol}`;
  return { changes: { [document.uri]: [{ range: { start, end: start }, newText }] } };
}

interface SettingsFile {
  /** The document's path from the folder of the settings file. */
  readonly path: string;
  /** A workspace edit that changes the settings, and makes the file where there is none. */
  edit(change: (root: ObjectNode) => NodeEdit[]): WorkspaceEdit;
}

function settingsFile(document: TextDocument, workspace: Workspace): SettingsFile {
  const found = workspace.config(document.uri);
  const uri = found?.uri ?? workspace.placeForConfig(document.uri);
  const text = found?.text.trim() ? found.text : '{}\n';
  const syntax = parseJson(text);
  const root = syntax.root?.kind === 'object' ? syntax.root : undefined;
  return {
    path: found?.path ?? decodeURIComponent(document.uri.slice(uri.length - CONFIG_FILE.length)),
    edit(change) {
      const settings = TextDocument.create(uri, 'json', 0, text);
      const edits = root ? toTextEdits(syntax, change(root)) : [];
      if (!found) {
        const whole = TextDocument.applyEdits(
          settings,
          edits.map((edit) => ({ range: rangeOf(settings, edit), newText: edit.newText })),
        );
        const start = { line: 0, character: 0 };
        return {
          documentChanges: [
            { kind: 'create', uri, options: { ignoreIfExists: true } },
            { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: whole }] },
          ],
        };
      }
      return { changes: { [uri]: edits.map((edit) => ({ range: rangeOf(settings, edit), newText: edit.newText })) } };
    },
  };
}

function turnOff(root: ObjectNode, rule: string): NodeEdit[] {
  const rules = propertyOf(root, 'rules')?.value;
  return rules?.kind === 'object' ? [set(rules, rule, 'off')] : [set(root, 'rules', { [rule]: 'off' })];
}

function addOverride(root: ObjectNode, override: Json): NodeEdit[] {
  const overrides = propertyOf(root, 'overrides')?.value;
  return overrides?.kind === 'array' ? [insert(overrides, override)] : [set(root, 'overrides', [override])];
}
