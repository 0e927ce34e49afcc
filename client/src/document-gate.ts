import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { isTerraformName } from '../../server/src/formats/file-names.ts';
import { isWorthAsking, isWorthAskingNow } from './detection.ts';

/** Languages in which nearly all documents are unrelated to ECS. */
export const GATED_LANGUAGES = ['yaml', 'cloudformation', 'terraform', 'opentofu'];

/** The scheme of documents that show a comparison. */
export const COMPARE_SCHEME = 'taskdef-compare';

/**
 * Schemes of documents that are only for reading: a comparison, and old revisions in a view of differences. Nobody can
 * correct what is found there, so the server is never told about them. Source: the schemes of VS Code's Git extension,
 * of GitHub Pull Requests and of GitLens, checked 2026-11-28.
 */
const READ_ONLY_SCHEMES: ReadonlySet<string> = new Set([
  COMPARE_SCHEME,
  'git',
  'gitlens',
  'gitlens-git',
  'pr',
  'githubpr',
  'review',
]);

/** Whether the server is told about a document only if something in it gives a reason. */
export function isGated({ languageId, uri }: TextDocument): boolean {
  return GATED_LANGUAGES.includes(languageId) || isTerraformName(uri.path);
}

/** Withholds documents in widely used languages from the server until they show a sign of a task definition. */
export class DocumentGate {
  /** Open documents that the server has not been told about, each with the function that tells it. */
  private readonly waiting = new Map<string, () => Promise<void>>();

  /** @param isAsked whether the user has said that a document is a task definition */
  constructor(private readonly isAsked: (document: TextDocument) => boolean) {}

  /** Middleware between the editor and the server. */
  middleware(): Pick<Middleware, 'didOpen' | 'didChange' | 'didSave' | 'didClose'> {
    return {
      didOpen: async (document, next) => {
        const uri = document.uri.toString();
        this.waiting.delete(uri);
        if (READ_ONLY_SCHEMES.has(document.uri.scheme)) {
          this.waiting.set(uri, async () => {});
          return;
        }
        if (!isGated(document) || this.isAsked(document) || isWorthAsking(document)) return next(document);
        this.waiting.set(uri, () => next(document));
      },
      didChange: async (change: TextDocumentChangeEvent, next) => {
        if (!this.waiting.has(change.document.uri.toString())) return next(change);
        // Opening the document already passes on the change.
        if (isWorthAskingNow(change)) await this.open(change.document);
      },
      didSave: async (document, next) => {
        if (!this.waiting.has(document.uri.toString())) return next(document);
        if (isWorthAsking(document)) await this.open(document);
      },
      didClose: async (document, next) => {
        if (!this.waiting.delete(document.uri.toString())) await next(document);
      },
    };
  }

  /** Tells the server about a document that it does not know yet. */
  async open(document: TextDocument): Promise<void> {
    if (READ_ONLY_SCHEMES.has(document.uri.scheme)) return;
    const uri = document.uri.toString();
    const tell = this.waiting.get(uri);
    this.waiting.delete(uri);
    await tell?.();
  }
}
