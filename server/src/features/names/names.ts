import type { Position, TextDocumentPositionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../analysis.ts';
import { type Name, nameAt, type Occurrence } from '../../model/references.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task.ts';
import type { Workspace } from '../../workspace.ts';

/** A name under the cursor. */
export interface FoundName {
  /** The task definition or service that the occurrence is in. */
  readonly scope: TaskDefinition | ServiceDefinition;
  /** The task definitions that can give the name; none for a service whose task definition is elsewhere. */
  readonly tasks: readonly TaskDefinition[];
  readonly name: Name;
  /** The occurrence under the cursor. */
  readonly at: Occurrence;
}

/** The name at an offset in a document. */
export function findName(
  { tasks, services }: Pick<Analysis, 'tasks' | 'services'>,
  offset: number,
): FoundName | undefined {
  for (const task of tasks) {
    const found = nameAt(task, offset);
    if (found) return { scope: task, tasks: [task], ...found };
  }
  for (const service of services) {
    const found = service.task ? undefined : nameAt(service, offset);
    if (found) return { scope: service, tasks: [], ...found };
  }
  return undefined;
}

/** The name at a position in an open document. */
export function nameAtPosition(
  workspace: Workspace,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
): { document: TextDocument; found: FoundName } | undefined {
  const there = openAt(workspace, uri, position);
  const found = there && findName(there.analysis, there.offset);
  return found && { document: there.document, found };
}

/** A position in an open task definition as an offset; undefined for other documents. */
export function openAt(
  workspace: Workspace,
  uri: string,
  position: Position,
): { document: TextDocument; analysis: Analysis; offset: number } | undefined {
  const open = openTask(workspace, uri);
  return open && { ...open, offset: open.document.offsetAt(position) };
}

/** An open document that is a task definition, with its analysis. */
export function openTask(
  workspace: Workspace,
  uri: string,
): { document: TextDocument; analysis: Analysis } | undefined {
  const document = workspace.document(uri);
  const analysis = workspace.analysis(uri);
  return document && analysis?.detection.accepted ? { document, analysis } : undefined;
}
