import { type CodeAction, CodeActionKind, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE } from '../../config/config.ts';
import { decodedPath } from '../../config/configs.ts';
import type { Finding } from '../../findings/finding.ts';
import { pointerOfFinding } from '../../findings/finding-place.ts';
import { isInNoFolder } from '../../model/virtual-file.ts';
import { visible } from '../../model/visible.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { applyEdits, insert, type NodeEdit, set, toTextEdits } from '../../syntax/edit.ts';
import { parseJson } from '../../syntax/json/json.ts';
import { type ObjectNode, propertyOf } from '../../syntax/node.ts';
import type { Json } from '../../syntax/value.ts';
import type { Workspace } from '../../workspace.ts';
import { rangeOf } from '../ranges.ts';

/**
 * The actions that silence a finding: by a comment if the file can hold one, otherwise in the settings file.
 * @param ways `for good` for advice that comes in numbers: whoever does not want it in one place wants it nowhere
 */
export function suppressions(
  finding: Finding,
  diagnostic: Diagnostic,
  document: TextDocument,
  syntax: SourceDocument,
  workspace: Workspace,
  ways: 'all ways' | 'for good',
): CodeAction[] {
  const action = (title: string, edit: WorkspaceEdit): CodeAction => ({
    title: visible(title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit,
  });
  const actions: CodeAction[] = [];
  const isHere = ways === 'all ways';
  if (isHere && takesComment(finding, document, syntax)) {
    actions.push(action(`Ignore "${finding.rule}" on this line`, commentEdit(finding, document, syntax)));
  }
  if (isInNoFolder(document.uri)) return actions;
  const target = settingsFile(document, workspace);
  if (!target) return actions;
  if (isHere && finding.node) {
    const here: Json = { files: [target.path], at: pointerOfFinding(finding), rules: { [finding.rule]: 'off' } };
    const edits = addOverride(target.root, here);
    if (edits) actions.push(action(`Ignore "${finding.rule}" at this place (in ${CONFIG_FILE})`, target.edit(edits)));
  }
  const edits = turnOff(target.root, finding.rule);
  if (edits) actions.push(action(`Switch off "${finding.rule}" everywhere (in ${CONFIG_FILE})`, target.edit(edits)));
  return actions;
}

/** Whether a comment can be put above the line of a finding, and would not itself be a finding of the same rule. */
function takesComment(finding: Finding, document: TextDocument, syntax: SourceDocument): boolean {
  if (document.languageId !== 'jsonc' && !syntax.language.takesComments && syntax.comments.length === 0) return false;
  if (finding.rule === 'td-invalid-json') return false;
  // In comments, a lone carriage return does not end a line.
  const lineStart = document.offsetAt({ line: document.positionAt(finding.offset).line, character: 0 });
  if (lineStart > 0 && syntax.text[lineStart - 1] !== '\n') return false;
  return !syntax.comments.some(({ offset, length }) => offset < lineStart && lineStart < offset + length);
}

function commentEdit(finding: Finding, document: TextDocument, syntax: SourceDocument): WorkspaceEdit {
  const { line } = document.positionAt(finding.offset);
  // A byte order mark must remain the first character.
  const start = { line, character: document.getText().startsWith('\uFEFF') && line === 0 ? 1 : 0 };
  const text = document.getText({ start, end: { line: line + 1, character: 0 } });
  const indent = /^[ \t]*/.exec(text)![0];
  const eol = text.endsWith('\r\n') ? '\r\n' : '\n';
  const newText = `${indent}${syntax.language.comment(`taskdef-disable-next-line ${finding.rule}`)}${eol}`;
  return { changes: { [document.uri]: [{ range: { start, end: start }, newText }] } };
}

interface SettingsFile {
  /** The document's path relative to the settings file's folder. */
  readonly path: string;
  readonly root: ObjectNode;
  /** A workspace edit that changes the settings, creating the file if there is none. */
  edit(changes: readonly NodeEdit[]): WorkspaceEdit;
}

/** The settings file to write to; undefined if it is broken, because the result of an edit would be unpredictable. */
function settingsFile(document: TextDocument, workspace: Workspace): SettingsFile | undefined {
  const found = workspace.config(document.uri);
  const uri = found?.uri ?? workspace.placeForConfig(document.uri);
  // Settings take effect as saved, but are edited as they are in the editor.
  const now = workspace.document(uri)?.getText() ?? found?.text;
  const written = now?.trim() ? now : undefined;
  const text = written ?? '{}\n';
  const syntax = parseJson(text);
  const { root } = syntax;
  if (root?.kind !== 'object' || syntax.blocksEdits) return undefined;
  return {
    path: found?.path ?? decodedPath(document.uri.slice(uri.length - CONFIG_FILE.length)),
    root,
    edit(changes) {
      const edits = toTextEdits(syntax, changes);
      if (written !== undefined) {
        const settings = TextDocument.create(uri, 'json', 0, text);
        return { changes: { [uri]: edits.map((edit) => ({ range: rangeOf(settings, edit), newText: edit.newText })) } };
      }
      const newText = applyEdits(text, edits);
      const start = { line: 0, character: 0 };
      if (now !== undefined) {
        const end = TextDocument.create(uri, 'json', 0, now).positionAt(now.length);
        return { changes: { [uri]: [{ range: { start, end }, newText }] } };
      }
      return {
        documentChanges: [
          // Fails if someone else has created the file in the meantime: two complete files in one would not be valid.
          { kind: 'create', uri },
          { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
        ],
      };
    },
  };
}

/** Undefined if something else is in the place of the rules, which we must not overwrite. */
function turnOff(root: ObjectNode, rule: string): NodeEdit[] | undefined {
  const rules = propertyOf(root, 'rules')?.value;
  if (rules?.kind === 'object') return [set(rules, rule, 'off')];
  return !rules || rules.kind === 'null' ? [set(root, 'rules', { [rule]: 'off' })] : undefined;
}

function addOverride(root: ObjectNode, override: Json): NodeEdit[] | undefined {
  const overrides = propertyOf(root, 'overrides')?.value;
  if (overrides?.kind === 'array') return [insert(overrides, override)];
  return !overrides || overrides.kind === 'null' ? [set(root, 'overrides', [override])] : undefined;
}
