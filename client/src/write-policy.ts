import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { POLICY, type PolicyParams, type PolicyResult } from '../../server/src/protocol.ts';
import { sayOpenFirst } from './open-first.ts';

/**
 * Opens the IAM policy that a role needs as a new document, with comments on what the file cannot know.
 * @param starting the client, if one is running
 * @param params the role and the task definition; by default the user is asked, for the file being viewed
 */
export async function writePolicy(
  starting: Promise<BaseLanguageClient> | undefined,
  params?: PolicyParams,
): Promise<void> {
  const { t } = vscode.l10n;
  const client = await starting;
  const asked = params ?? (client && (await askForRole()));
  if (!client || !asked) {
    if (!client || !vscode.window.activeTextEditor) sayOpenFirst();
    return;
  }
  const result = await client.sendRequest<PolicyResult | null>(POLICY, asked);
  if (!result) {
    void vscode.window.showInformationMessage(t('There is no task definition in this file.'));
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'jsonc', content: result.text });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

async function askForRole(): Promise<PolicyParams | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { t } = vscode.l10n;
  const roles: (vscode.QuickPickItem & Pick<PolicyParams, 'role'>)[] = [
    {
      label: t('Execution role'),
      detail: t('What ECS does: pull images, send logs, read secrets and files.'),
      role: 'execution',
    },
    {
      label: t('Task role'),
      detail: t('What the containers do: file systems, ECS Exec, log routers.'),
      role: 'task',
    },
  ];
  const chosen = await vscode.window.showQuickPick(roles, { title: t('Write the Policy for a Role') });
  const { line, character } = editor.selection.active;
  return chosen && { uri: editor.document.uri.toString(), role: chosen.role, position: { line, character } };
}
