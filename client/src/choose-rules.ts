import * as vscode from 'vscode';
import { type Severities, settingFor } from './rule-ticks.ts';

/** A rule as the manifest has it. */
interface ManifestRule {
  readonly default: string;
  readonly description: string;
}

/**
 * Lists all rules with check marks, and switches off those that the user clears: for the workspace if there is
 * one, otherwise everywhere.
 * @param manifest the extension's own
 */
export async function chooseRules(manifest: unknown): Promise<void> {
  const { l10n, window, workspace } = vscode;
  const rules = rulesIn(manifest);
  const settings = workspace.getConfiguration('taskdef', window.activeTextEditor?.document);
  const now = settings.get<Severities>('rules', {});
  const items = Object.entries(rules).map(([id, { description }]) => ({
    label: id,
    detail: description,
    picked: now[id] !== 'off',
  }));
  const isInWorkspace = workspace.workspaceFolders !== undefined;
  const chosen = await window.showQuickPick(items, {
    title: isInWorkspace ? l10n.t('Rules of This Workspace') : l10n.t('Rules'),
    placeHolder: l10n.t('Clear the check mark of rules that should not report anything'),
    canPickMany: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  const own = settings.inspect<Severities>('rules');
  const after = settingFor(
    new Set(chosen.map(({ label }) => label)),
    Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, rule.default])),
    isInWorkspace
      ? { now, own: own?.workspaceValue, beneath: own?.globalValue }
      : { now, own: own?.globalValue, beneath: undefined },
  );
  if (!after) return;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const value = Object.keys(after).length > 0 ? after : undefined;
  await settings.update('rules', value, isInWorkspace ? Workspace : Global);
}

function rulesIn(manifest: unknown): Readonly<Record<string, ManifestRule>> {
  const { contributes } = manifest as {
    contributes: { configuration: { properties: { 'taskdef.rules': { properties: Record<string, ManifestRule> } } } };
  };
  return contributes.configuration.properties['taskdef.rules'].properties;
}
