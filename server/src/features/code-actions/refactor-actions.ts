import type { AnnotatedTextEdit, ChangeAnnotation, CodeAction, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../analysis.ts';
import { underline } from '../../findings/finding.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { isInNoFolder } from '../../model/virtual-file.ts';
import { visible } from '../../model/visible.ts';
import { enumerate } from '../../model/wording.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { endOf, type Span, type SyntaxNode, touches } from '../../syntax/node.ts';
import { rangeOf } from '../ranges.ts';
import { annotatedEdits } from './annotated-edits.ts';
import { textAfter } from './refactorings/new-problems.ts';
import type { NewFile, Refactoring } from './refactorings/refactoring.ts';
import { refactoringsAt } from './refactorings/refactorings.ts';
import { type EditSupport, plainEdits, showAdded, workspaceEdit } from './workspace-edits.ts';

/** The kinds of our refactorings, for the server's capabilities. */
export const REFACTOR_KINDS = ['refactor.rewrite', 'refactor.extract', 'refactor.move'];

/**
 * In a longer text, refactorings are offered only to those who ask. Each is tried out on the whole text, and a client
 * asks for the light bulb at every move of the cursor.
 */
const LARGEST = 256 * 1024;

/** What a client asks for. */
export interface RefactorRequest {
  readonly selection: Span;
  /** Whether a kind of action is wanted. */
  readonly wants: (kind: string) => boolean;
  /**
   * True if the user asked; false if the client only wants to know whether to show a light bulb. The latter offers
   * refactorings only in fitting places.
   */
  readonly isAsked: boolean;
  readonly support: EditSupport;
}

/** The refactorings of a document at a selection, as code actions. */
export function refactorActions(
  document: TextDocument,
  { tasks }: Analysis,
  { selection, wants, isAsked, support }: RefactorRequest,
): CodeAction[] {
  if (!REFACTOR_KINDS.some(wants) || (!isAsked && document.getText().length > LARGEST)) return [];
  // A title does not say which task definition in the document it is about.
  const task = tasks.find(({ part, root }) => part.id === '' || touches(root, selection));
  if (!task) return [];
  return (
    refactoringsAt(task, selection)
      .filter(({ kind, at }) => wants(kind) && (isAsked || at.some((node) => touches(placeOf(task, node), selection))))
      .filter((refactoring) => !refactoring.newFile || (support.create && !isInNoFolder(document.uri)))
      // A reason why something cannot be done helps only someone who asked.
      .filter(({ disabled }) => disabled === undefined || isAsked)
      .filter((refactoring) => refactoring.disabled !== undefined || isWhole(task, refactoring))
      .map(
        (refactoring): CodeAction =>
          refactoring.disabled === undefined
            ? {
                title: visible(titleFor(refactoring)),
                kind: refactoring.kind,
                edit: editFor(document, task.document, refactoring, support),
                ...commandFor(document, task.document, refactoring, support),
              }
            : {
                title: visible(refactoring.title),
                kind: refactoring.kind,
                disabled: { reason: visible(refactoring.disabled) },
              },
      )
  );
}

/** The range where the cursor counts as being at a node: the whole node if it fits on a line, otherwise its name. */
function placeOf({ document }: TaskDefinition, node: SyntaxNode): Span {
  return document.text.slice(node.offset, endOf(node)).includes('\n') ? underline(node) : node;
}

/** Whether a refactoring results in valid JSON. It always should; if it does not, it is not offered. */
function isWhole(task: TaskDefinition, refactoring: Refactoring): boolean {
  const { newFile } = refactoring;
  const { document } = task;
  return (
    document.language.staysWhole(document, textAfter(task, refactoring)) &&
    (!newFile || !document.language.read(newFile.text).problems.some(({ code }) => code !== 'comment'))
  );
}

/** The most things that fit in a title. */
const MOST_NAMED = 3;

/**
 * The title says what the task gives up, since the refactoring is applied at once. It adds no new error and can be
 * undone.
 */
function titleFor({ title, changes }: Refactoring): string {
  const gone = changes.flatMap(({ label, givesUp }) => (givesUp ? (/^Remove "(.+)"$/.exec(label)?.[1] ?? []) : []));
  if (gone.length === 0) return title;
  const named = gone.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  const more = gone.length - named.length;
  return `${title}, without ${enumerate(more > 0 ? [...named, `${more} more`] : named, 'and')}`;
}

function commandFor(
  document: TextDocument,
  syntax: SourceDocument,
  { changes, newFile }: Refactoring,
  support: EditSupport,
): Pick<CodeAction, 'command'> {
  const all = changes.flatMap(({ edits }) => edits);
  // A preview lets the user leave out any change.
  const command =
    newFile || changes.some(({ confirm }) => confirm) ? undefined : showAdded(document, syntax, all, support);
  return command ? { command } : {};
}

function editFor(
  document: TextDocument,
  syntax: SourceDocument,
  { changes, newFile }: Refactoring,
  support: EditSupport,
): WorkspaceEdit {
  const all = changes.flatMap(({ edits }) => edits);
  if (newFile) return withFile(document, plainEdits(document, syntax, all), newFile);
  if (!support.annotations || !changes.some(({ confirm }) => confirm)) {
    return workspaceEdit(document, syntax, all, support);
  }
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const edits = annotatedEdits(syntax, changes).map((edit): AnnotatedTextEdit => {
    const { label, description, confirm } = edit.change;
    changeAnnotations[label] = {
      label: visible(label),
      ...(description ? { description: visible(description) } : {}),
      ...(confirm ? { needsConfirmation: true } : {}),
    };
    return { range: rangeOf(document, edit), newText: edit.newText, annotationId: label };
  });
  return { documentChanges: [{ textDocument: versioned(document), edits }], changeAnnotations };
}

/** The changes to a document, and the new file beside it. */
function withFile(document: TextDocument, edits: TextEdit[], { suffix, text }: NewFile): WorkspaceEdit {
  const uri = siblingOf(document.uri, suffix);
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
      { textDocument: versioned(document), edits },
    ],
  };
}

function versioned({ uri, version }: TextDocument): { uri: string; version: number } {
  return { uri, version };
}

/**
 * The name of a new file beside a document: `…/task-definition.json` with `worker` becomes
 * `…/worker.task-definition.json`.
 */
function siblingOf(uri: string, suffix: string): string {
  const slash = uri.lastIndexOf('/') + 1;
  return `${uri.slice(0, slash)}${encodeURIComponent(suffix)}.${uri.slice(slash)}`;
}
