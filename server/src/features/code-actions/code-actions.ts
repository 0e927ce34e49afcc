import { CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver';
import { LISTS, REPAIR_KIND } from '../../protocol.ts';
import type { Feature } from '../feature.ts';
import { policyActions } from '../role-policy.ts';
import { beginnings } from './beginnings.ts';
import { FIX_ALL_KIND, fixAllAction, registerFixAll } from './fix-all.ts';
import { behindLine, lightBulb, lightBulbNearby, MOST_LINES, type Where } from './light-bulb.ts';
import { REFACTOR_KINDS, refactorActions } from './refactor-actions.ts';
import { registerRepair, repairAction, resolvesEdits } from './repair.ts';
import { editSupport } from './workspace-edits.ts';

/** Quick fixes for the findings under the selection, refactorings, and fix-all with the safe fixes. */
export const codeActions: Feature = {
  capabilities: (client) => ({
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, ...REFACTOR_KINDS, FIX_ALL_KIND],
      ...(resolvesEdits(client) ? { resolveProvider: true } : {}),
    },
  }),
  register(connection, workspace, client) {
    registerRepair(connection, workspace, client);
    registerFixAll(connection, workspace);
    connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
      if (workspace().isMuted(uri)) return [];
      const { only, triggerKind } = context;
      const wants = (kind: string) => !only || only.some((one) => kind === one || kind.startsWith(`${one}.`));
      const listed = Object.values(LISTS).find((kind) => only?.includes(kind));
      const isAboutFindings = wants(CodeActionKind.QuickFix) || listed !== undefined;
      if (isAboutFindings && workspace().document(uri)) await workspace().reloadConfig(uri);
      const document = workspace().document(uri);
      const analysis = workspace().analysis(uri);
      if (!document || !analysis || token.isCancellationRequested) return [];
      const support = editSupport(client());
      const from = document.offsetAt(range.start);
      const selection = { offset: from, length: document.offsetAt(range.end) - from };
      const picks = client().options.pickCommand === true;
      const where: Where = {
        document,
        syntax: analysis.document,
        support,
        workspace: workspace(),
        selection,
        picks,
      };
      if (listed) return [...behindLine(listed, where)];
      const repair = () => repairAction(workspace(), document, client(), false);
      const isNearby = picks && only?.length === 1 && only[0] === CodeActionKind.QuickFix && selection.length === 0;
      const bulb = wants(CodeActionKind.QuickFix)
        ? ((isNearby ? lightBulbNearby(where, repair) : undefined) ?? lightBulb(where, repair))
        : { lines: [], fixes: [] };
      const begins = wants(CodeActionKind.QuickFix) ? beginnings(analysis, document, client()) : [];
      const actions = [...begins, ...bulb.lines];
      if (only?.includes(REPAIR_KIND)) actions.push(...repairAction(workspace(), document, client(), true));
      const refactorings = refactorActions(document, analysis, {
        selection,
        wants,
        // A menu of all actions has room only for those that fit the place; whoever asks for refactorings sees all of
        // them.
        isAsked: only !== undefined || (!picks && triggerKind !== CodeActionTriggerKind.Automatic),
        support,
      });
      if (client().options.policyCommand && wants('refactor.extract'))
        refactorings.push(...policyActions(document, analysis, selection));
      // Do not offer what a quick fix already does. Where a fix adds a member is not always where the refactoring does.
      const done = new Set(bulb.fixes.flatMap(({ title, edit }) => [title, JSON.stringify(edit)]));
      const others = refactorings.filter(
        ({ title, edit }) => !done.has(title) && (!edit || !done.has(JSON.stringify(edit))),
      );
      actions.push(...(picks && !only ? others.slice(0, Math.max(0, MOST_LINES - actions.length)) : others));
      // Only on request: otherwise it would appear in every light bulb menu.
      if (only && wants(FIX_ALL_KIND)) actions.push(...fixAllAction(workspace(), document));
      return actions;
    });
  },
};
