import {
  type CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../findings/finding.ts';
import { fixAll } from '../../findings/fixes.ts';
import { visible } from '../../model/visible.ts';
import { REPAIR_KIND } from '../../protocol.ts';
import { isHint } from '../../rules/catalogue.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { Workspace } from '../../workspace.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import type { Feature } from '../feature.ts';
import { learnActions } from '../hover/learn-links.ts';
import { rangeOf } from '../ranges.ts';
import { REFACTOR_KINDS, refactorActions } from './refactor-actions.ts';
import { registerRepair, repairAction, resolvesEdits } from './repair.ts';
import { suppressions } from './suppressions.ts';
import { type EditSupport, editSupport, workspaceEdit } from './workspace-edits.ts';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.taskdef`;

/** Quick fixes of the findings under the selection, refactorings, and fix-all with the safe fixes. */
export const codeActions: Feature = {
  capabilities: (client) => ({
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, ...REFACTOR_KINDS, FIX_ALL],
      ...(resolvesEdits(client) ? { resolveProvider: true } : {}),
    },
  }),
  register(connection, workspace, client) {
    registerRepair(connection, workspace, client);
    connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
      const wants = (kind: string) =>
        !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      if (wants(CodeActionKind.QuickFix) && workspace().document(uri)) await workspace().reloadConfig(uri);
      const document = workspace().document(uri);
      const analysis = workspace().analysis(uri);
      if (!document || !analysis || token.isCancellationRequested) return [];
      const support = editSupport(client().capabilities);
      const from = document.offsetAt(range.start);
      const to = document.offsetAt(range.end);
      const actions = wants(CodeActionKind.QuickFix)
        ? answers(reportsAt(workspace(), uri, from, to), {
            document,
            syntax: analysis.document,
            support,
            workspace: workspace(),
          })
        : [];
      const refactorings = refactorActions(document, analysis, {
        selection: { offset: from, length: to - from },
        wants,
        isAsked: context.triggerKind !== CodeActionTriggerKind.Automatic || context.only !== undefined,
        support,
      });
      // Where nothing is wrong under the cursor, nobody asks for a repair, unless by name.
      const byName = context.only?.includes(REPAIR_KIND) === true;
      if (byName || (wants(REPAIR_KIND) && actions.some(({ diagnostics = [] }) => diagnostics.length > 0)))
        actions.push(...repairAction(workspace(), document, client(), byName));
      // What a quick fix does already is not offered twice.
      const done = new Set(actions.map(({ edit }) => JSON.stringify(edit)));
      actions.push(...refactorings.filter(({ edit }) => !edit || !done.has(JSON.stringify(edit))));
      // Asked for by name only: otherwise it would stand in every light bulb menu.
      if (context.only && wants(FIX_ALL)) actions.push(...fixAllAction(workspace(), document));
      return actions;
    });
  },
};

/** A finding, and what the client was told of it. */
interface Reported {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
  /** Good practice that nobody sees underlined. */
  readonly isQuiet: boolean;
}

/** What an edit is written for. */
interface Where {
  readonly document: TextDocument;
  readonly syntax: SourceDocument;
  readonly support: EditSupport;
  readonly workspace: Workspace;
}

/** So many findings under one selection fill a menu several times over; "fix all" is there for the rest. */
const MOST_FINDINGS = 50;

function reportsAt(workspace: Workspace, uri: string, from: number, to: number): Reported[] {
  const diagnostics = diagnosticsOf(workspace, uri);
  return workspace
    .findings(uri)
    .map((finding, i) => {
      const diagnostic = diagnostics[i]!;
      return { finding, diagnostic, isQuiet: isHint(finding) };
    })
    .filter(({ finding }) => finding.offset <= to && finding.offset + finding.length >= from)
    .sort((one, other) => Number(one.isQuiet) - Number(other.isQuiet))
    .slice(0, MOST_FINDINGS);
}

/** All that can be done about findings: repair, then learn, then silence, and of each the loud before the quiet. */
function answers(reports: readonly Reported[], where: Where): CodeAction[] {
  const { document, syntax, workspace } = where;
  const loud = reports.filter(({ isQuiet }) => !isQuiet);
  const quiet = reports.filter(({ isQuiet }) => isQuiet);
  const fixes = (of: readonly Reported[]) =>
    of.flatMap(({ finding, diagnostic }) => quickFixes(finding, diagnostic, where));
  const silence = (of: readonly Reported[], ways: 'all ways' | 'for good') =>
    of.flatMap(({ finding, diagnostic }) => suppressions(finding, diagnostic, document, syntax, workspace, ways));
  return withoutDoubles([
    ...fixes(loud),
    ...fixes(quiet),
    ...(workspace.hasLesson
      ? [...loud, ...quiet].flatMap(({ finding, diagnostic }) => learnActions(finding.rule, diagnostic))
      : []),
    ...silence(loud, 'all ways'),
    ...silence(quiet, 'for good'),
  ]);
}

/** The actions without those that do the same under the same title: one stands for the diagnostics of all. */
function withoutDoubles(actions: readonly CodeAction[]): CodeAction[] {
  const unique = new Map<string, CodeAction>();
  for (const action of actions) {
    const { title, edit, command } = action;
    const key = JSON.stringify([title, edit, command]);
    const known = unique.get(key);
    if (!known) {
      unique.set(key, action);
      continue;
    }
    known.diagnostics = [...new Set([...(known.diagnostics ?? []), ...(action.diagnostics ?? [])])];
    if (action.isPreferred) known.isPreferred = true;
  }
  return [...unique.values()];
}

function quickFixes(finding: Finding, diagnostic: Diagnostic, { document, syntax, support }: Where): CodeAction[] {
  return finding.fixes.map((fix) => ({
    title: visible(fix.title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(document, syntax, fix.edits, support),
  }));
}

function fixAllAction(workspace: Workspace, document: TextDocument): CodeAction[] {
  // Asked for on every save of every JSON file by those who have "fix all on save".
  if (!workspace.analysis(document.uri)?.detection.accepted) return [];
  const text = document.getText();
  const fixed = fixAll(text, (current) => workspace.check(document.uri, current));
  if (fixed === text) return [];
  return [
    {
      title: 'Fix all that is safe to fix',
      kind: FIX_ALL,
      edit: { changes: { [document.uri]: [difference(document, fixed)] } },
    },
  ];
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
