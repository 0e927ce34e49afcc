import { type CodeAction, CodeActionKind, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE } from '../../config/config.ts';
import { decodedPath } from '../../config/configs.ts';
import type { Finding } from '../../findings/finding.ts';
import { pointerOfFinding } from '../../findings/finding-place.ts';
import { visible } from '../../model/visible.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { applyEdits, insert, type NodeEdit, set, toTextEdits } from '../../syntax/edit.ts';
import { parseJson } from '../../syntax/json/json.ts';
import { type ObjectNode, propertyOf } from '../../syntax/node.ts';
import type { Json } from '../../syntax/value.ts';
import type { Workspace } from '../../workspace.ts';
import { rangeOf } from '../ranges.ts';

/**
 * The actions that silence a finding: by a comment where the file can hold one, else in the settings file.
 * @param ways `for good` for advice that comes in numbers: who does not want it does not want it anywhere
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
  if (document.uri.startsWith('untitled:')) return actions;
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

/** Whether a comment can stand above the line of a finding, and would not be a finding of the same rule. */
function takesComment(finding: Finding, document: TextDocument, syntax: SourceDocument): boolean {
  if (document.languageId !== 'jsonc' && !syntax.language.takesComments && syntax.comments.length === 0) return false;
  if (finding.rule === 'td-invalid-json') return false;
  // Lines that end with a carriage return alone are one line to a comment.
  const lineStart = document.offsetAt({ line: document.positionAt(finding.offset).line, character: 0 });
  if (lineStart > 0 && syntax.text[lineStart - 1] !== '\n') return false;
  return !syntax.comments.some(({ offset, length }) => offset < lineStart && lineStart < offset + length);
}

function commentEdit(finding: Finding, document: TextDocument, syntax: SourceDocument): WorkspaceEdit {
  const { line } = document.positionAt(finding.offset);
  // A byte order mark stays the first of the text.
  const start = { line, character: document.getText().startsWith('\uFEFF') && line === 0 ? 1 : 0 };
  const text = document.getText({ start, end: { line: line + 1, character: 0 } });
  const indent = /^[ \t]*/.exec(text)![0];
  const eol = text.endsWith('\r\n') ? '\r\n' : '\n';
  const newText = `${indent}${syntax.language.comment(`taskdef-disable-next-line ${finding.rule}`)}${eol}`;
  return { changes: { [document.uri]: [{ range: { start, end: start }, newText }] } };
}

interface SettingsFile {
  /** The document's path from the folder of the settings file. */
  readonly path: string;
  readonly root: ObjectNode;
  /** A workspace edit that changes the settings, and makes the file where there is none. */
  edit(changes: readonly NodeEdit[]): WorkspaceEdit;
}

/** The settings file to write into; undefined where it is broken, so that nobody knows what an edit would make of it. */
function settingsFile(document: TextDocument, workspace: Workspace): SettingsFile | undefined {
  const found = workspace.config(document.uri);
  const uri = found?.uri ?? workspace.placeForConfig(document.uri);
  // Settings count as they are stored, and are edited as they are typed.
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
          // Fails where somebody else has made it meanwhile: two whole files in one are none.
          { kind: 'create', uri },
          { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
        ],
      };
    },
  };
}

/** Undefined where something else stands in the place of the rules, which is not ours to write over. */
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
