import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../analysis.ts';
import { wishesOf } from '../completion/client-wishes.ts';
import type { Client } from '../feature.ts';

/** How to begin in an empty document that is to become a task definition, as far as the client has commands for it. */
export function beginnings(
  { detection, document: { language } }: Analysis,
  document: TextDocument,
  client: Client,
): CodeAction[] {
  if (!detection.accepted || language.id !== 'json' || document.getText().trim() !== '') return [];
  const { newTaskCommand, suggestCommand } = wishesOf(client);
  return [
    ...action('Answer a few questions to fill it', newTaskCommand),
    ...action('Start from a whole task definition…', suggestCommand),
  ];
}

function action(title: string, command: string | undefined): CodeAction[] {
  return command === undefined ? [] : [{ title, kind: CodeActionKind.QuickFix, command: { title, command } }];
}
