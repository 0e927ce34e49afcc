import { InsertTextMode } from 'vscode-languageserver';
import { NEW_TASK_COMMAND } from '../../protocol.ts';
import type { Client } from '../feature.ts';

/** VS Code's command that opens the list of suggestions. */
export const SUGGEST_COMMAND = 'editor.action.triggerSuggest';

/** What a client can do with suggestions. */
export interface ClientWishes {
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly tags: boolean;
  readonly adjustsIndentation: boolean;
  /** Whether it inserts lines as they stand when it is asked to. */
  readonly keepsIndentation: boolean;
  /** The client's command that opens the list of suggestions again. */
  readonly suggestCommand: string | undefined;
  /** The client's command that asks questions and writes a task definition. */
  readonly newTaskCommand: string | undefined;
}

/** Reads the capabilities that a client announces. */
export function wishesOf({ capabilities, options }: Client): ClientWishes {
  const item = capabilities.textDocument?.completion?.completionItem;
  const modes = item?.insertTextModeSupport?.valueSet ?? [];
  return {
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    tags: item?.tagSupport !== undefined,
    adjustsIndentation: modes.includes(InsertTextMode.adjustIndentation),
    keepsIndentation: modes.includes(InsertTextMode.asIs),
    suggestCommand: options.suggestCommand ? SUGGEST_COMMAND : undefined,
    newTaskCommand: options.newTaskCommand ? NEW_TASK_COMMAND : undefined,
  };
}
