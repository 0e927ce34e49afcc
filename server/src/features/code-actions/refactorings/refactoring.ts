import type { Container, TaskDefinition } from '../../../model/task.ts';
import { enumerate } from '../../../model/wording.ts';
import type { NodeEdit } from '../../../syntax/edit.ts';
import { endOf, type Span, type SyntaxNode } from '../../../syntax/node.ts';

/** One change of a refactoring, as the preview lists it. */
export interface Change {
  /** What happens, as a command: `Remove "privileged"`. The preview groups changes with the same label. */
  readonly label: string;
  /** What it means for the task, in one sentence. */
  readonly description?: string;
  /** True if the task may lose something that it needs: the user must look first. */
  readonly confirm?: true;
  /** True if the task loses something that the change rules out. The title says what; no single loss is asked about. */
  readonly givesUp?: true;
  readonly edits: readonly NodeEdit[];
}

/** A change to the task definition that is offered without a finding behind it. */
export interface Refactoring {
  /** As a command: "Convert to Fargate". */
  readonly title: string;
  /** The LSP kind, which determines the group in the editor's menu. */
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.move';
  readonly changes: readonly Change[];
  /** Where the light bulb offers it unasked; anywhere else the user has to ask for it. */
  readonly at: readonly SyntaxNode[];
  /** A file to create. */
  readonly newFile?: NewFile;
  /** Why it cannot be done here, in one sentence. If set, there are no changes. */
  readonly disabled?: string;
}

/** A file to write beside the document. */
export interface NewFile {
  /** What to put in front of the document's own name: `worker`. */
  readonly suffix: string;
  readonly text: string;
}

/** Finds what a kind of refactoring can do with a task definition, given the selection. */
export type Refactor = (task: TaskDefinition, selection: Span) => Refactoring[];

/** The container that contains a selection. */
export function containerAt(task: TaskDefinition, { offset, length }: Span): Container | undefined {
  return task.containers.items.find(({ node }) => node.offset <= offset && offset + length <= endOf(node));
}

/** The name of the member that contains a selection; undefined if none does, so the container as a whole is meant. */
export function memberAt({ node }: Container, { offset, length }: Span): string | undefined {
  return node.properties.find((one) => one.offset <= offset && offset + length <= endOf(one))?.key.value;
}

/** Whether a selection is on the task definition as a whole: not in any object or list inside it. */
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
