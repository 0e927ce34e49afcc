import type { Container, TaskDefinition } from '../../../model/task.ts';
import { enumerate } from '../../../model/wording.ts';
import type { NodeEdit } from '../../../syntax/edit.ts';
import { endOf, type Span, type SyntaxNode } from '../../../syntax/node.ts';

/** One thing that a refactoring does, as the preview lists it. */
export interface Change {
  /** What happens, as a command: `Remove "privileged"`. Changes of one label stand together in the preview. */
  readonly label: string;
  /** What that means for the task, in one sentence. */
  readonly description?: string;
  /** True where the task may lose something that it needs: the user is to look first. */
  readonly confirm?: true;
  /** True where the task gives up something that it cannot have after the change: the title says what, and nobody is asked for each. */
  readonly givesUp?: true;
  readonly edits: readonly NodeEdit[];
}

/** A change of the whole that is offered, not asked for by a finding. */
export interface Refactoring {
  /** As a command: "Convert to Fargate". */
  readonly title: string;
  /** The kind in the protocol's words, which is the group in the editor's menu. */
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.move';
  readonly changes: readonly Change[];
  /** Where the light bulb offers it by itself; everywhere else it has to be asked for. */
  readonly at: readonly SyntaxNode[];
  /** A file that comes to be. */
  readonly newFile?: NewFile;
  /** Why it cannot be done here, in one sentence. Such a refactoring has no changes. */
  readonly disabled?: string;
}

/** A file to write beside the document. */
export interface NewFile {
  /** What its name says after the document's own: `worker`. */
  readonly suffix: string;
  readonly text: string;
}

/** States a refactoring: what can be done with a task definition, given the stretch of text that is selected. */
export type Refactor = (task: TaskDefinition, selection: Span) => Refactoring[];

/** The container that holds a selection. */
export function containerAt(task: TaskDefinition, { offset, length }: Span): Container | undefined {
  return task.containers.items.find(({ node }) => node.offset <= offset && offset + length <= endOf(node));
}

/** The name of the member that holds a selection; undefined where none does, so that the container as a whole is meant. */
export function memberAt({ node }: Container, { offset, length }: Span): string | undefined {
  return node.properties.find((one) => one.offset <= offset && offset + length <= endOf(one))?.key.value;
}

/** Whether a selection is at the task definition as a whole: in no object or list of it. */
export function isAtRoot({ root }: TaskDefinition, { offset, length }: Span): boolean {
  const values = root.kind === 'array' ? root.items : root.properties.map(({ value }) => value);
  return !values.some(
    (value) =>
      (value?.kind === 'object' || value?.kind === 'array') && value.offset < offset && offset + length < endOf(value),
  );
}

/** Names in quotes, as a list in a sentence: `"a", "b" and "c"`. */
export function listOf(names: readonly string[]): string {
  return enumerate(
    names.map((name) => `"${name}"`),
    'and',
  );
}
