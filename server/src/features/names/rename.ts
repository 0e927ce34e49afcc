import { LSPErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { MOST_CONTAINERS } from '../../model/most.ts';

import { declarationsKnown, declarationsOf, namesOf } from '../../model/references.ts';
import { visible } from '../../model/visible.ts';
import { cut } from '../../model/wording.ts';
import { nameProblem } from '../../schema/names.ts';
import type { TextEdit } from '../../syntax/edit.ts';
import type { Client, Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';

import { type FoundName, findName, openAt } from './names.ts';

/** Renames a container, a volume or a port everywhere. */
export const rename: Feature = {
  capabilities({ capabilities }) {
    const prepares = capabilities.textDocument?.rename?.prepareSupport === true;
    return { renameProvider: prepares ? { prepareProvider: true } : true };
  },
  register(connection, workspace, client) {
    connection.onPrepareRename(({ textDocument: { uri }, position }, token) => {
      const open = openAt(workspace(), uri, position);
      if (!open || token.isCancellationRequested) return null;
      const found = findName(open.analysis, open.offset);
      const obstacle = obstacleTo(found);
      if (!found || obstacle) return refuse(obstacle!);
      return { range: rangeOf(open.document, found.at), placeholder: found.name.text };
    });
    connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) => {
      const open = openAt(workspace(), uri, position);
      if (!open || token.isCancellationRequested) return null;
      const found = findName(open.analysis, open.offset);
      const obstacle = obstacleTo(found) ?? newNameProblem(found!, newName);
      if (!found || obstacle) return refuse(obstacle!);
      return workspaceEdit(open.document, renamed(found, newName), client());
    });
  },
};

/** An error whose message editors show to the user. */
function refuse(message: string): ResponseError<never> & null {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, visible(message)) as ResponseError<never> & null;
}

/** Why the name under the cursor cannot be changed; undefined if it can. */
export function obstacleTo(found: FoundName | undefined): string | undefined {
  if (!found) return 'Only the name of a container, a volume or a port can be renamed here.';
  const { task, name } = found;
  if (task.isCut)
    return `The task definition has more than ${MOST_CONTAINERS} containers: use the editor's own search and replace.`;
  if (name.deferred)
    return `The name ${quote(name.text)} is filled in later: change it where the placeholder gets its value.`;
  const declarations = declarationsOf(name);
  // In a template, several declarations may be branches of which only one remains, and more may be added later.
  if (!declarationsKnown(task, name.kind)) return undefined;
  if (declarations.length === 0) {
    return `No ${name.kind} is named ${quote(name.text)}: correct the name here, or add the ${name.kind}.`;
  }
  if (declarations.length > 1) {
    return `${declarations.length} ${name.kind}s are named ${quote(name.text)}: change one of them by hand first.`;
  }
  return undefined;
}

/** What is wrong with a new name; undefined if nothing is. */
export function newNameProblem({ task, name }: FoundName, newName: string): string | undefined {
  const problem = nameProblem(name.kind, newName);
  if (problem) return problem;
  const taken = namesOf(task).some(
    (other) => other !== name && other.kind === name.kind && other.text === newName && declarationsOf(other).length > 0,
  );
  return taken ? `There is already a ${name.kind} named ${quote(newName)}.` : undefined;
}

/** The edits that change a name. */
export function renamed({ name }: FoundName, newName: string): TextEdit[] {
  if (name.text === newName) return [];
  // The characters allowed in a name need no escapes in any language.
  return name.occurrences.map(({ offset, length }) => ({ offset, length, newText: newName }));
}

function workspaceEdit(document: TextDocument, edits: readonly TextEdit[], { capabilities }: Client): WorkspaceEdit {
  const changes = edits.map((edit) => ({ range: rangeOf(document, edit), newText: edit.newText }));
  const { uri, version } = document;
  return capabilities.workspace?.workspaceEdit?.documentChanges === true
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}

/** A name in quotes, shortened if it is too long for a message. */
function quote(text: string): string {
  return `"${cut(text, 40)}"`;
}
