import { InsertTextMode } from 'vscode-languageserver';
import type { Client } from '../feature.ts';

/** What a client can do with suggestions. */
export interface ClientWishes {
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly tags: boolean;
  readonly adjustsIndentation: boolean;
  /** The client's command that opens the list of suggestions again. */
  readonly suggestCommand: string | undefined;
}

/** Reads the capabilities that a client announces. */
export function wishesOf({ capabilities, options }: Client): ClientWishes {
  const item = capabilities.textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    tags: item?.tagSupport !== undefined,
    adjustsIndentation: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) === true,
    suggestCommand: options.suggestCommand ? 'editor.action.triggerSuggest' : undefined,
  };
}
