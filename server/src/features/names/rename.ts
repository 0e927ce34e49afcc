import { LSPErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';

import { MOST_CONTAINERS } from '../../model/most.ts';

import { declarationsKnown, declarationsOf, namesOf } from '../../model/references.ts';
import { visible } from '../../model/visible.ts';
import { cut } from '../../model/wording.ts';
import { nameProblem } from '../../schema/names.ts';
import type { TextEdit } from '../../syntax/edit.ts';
import type { Client, Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';

import { type FoundEverywhere, findEverywhere } from './elsewhere.ts';
import { type FoundName, findName, openAt } from './names.ts';

/** Renames a family, a container, a volume or a port in all files of the workspace. */
export const rename: Feature = {
  capabilities({ capabilities }) {
    const prepares = capabilities.textDocument?.rename?.prepareSupport === true;
    return { renameProvider: prepares ? { prepareProvider: true } : true };
  },
  register(connection, workspace, client) {
    connection.onPrepareRename(async ({ textDocument: { uri }, position }, token) => {
      const open = openAt(workspace(), uri, position);
      if (!open || token.isCancellationRequested) return null;
      const here = findName(open.analysis, open.offset);
      const found = here?.tasks.length === 0 ? findEverywhere(await workspace().taskFiles(), uri, open.offset) : here;
      const obstacle = obstacleTo(found);
      if (!found || obstacle) return refuse(obstacle!);
      return { range: rangeOf(open.document, found.at), placeholder: found.name.text };
    });
    connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }, token) => {
      const open = openAt(workspace(), uri, position);
      if (!open || token.isCancellationRequested) return null;
      const { version } = open.document;
      const before = findEverywhere(await workspace().taskFiles(), uri, open.offset);
      const closed = before?.places.flatMap(({ file }) => (file.version === null ? file.uri : [])) ?? [];
      // A file may have changed on disk without anyone having told us.
      const files = await workspace().taskFiles([...new Set(closed)]);
      if (workspace().document(uri)?.version !== version) return refuse('The file has changed: rename again.');
      const found = findEverywhere(files, uri, open.offset);
      const obstacle = obstacleTo(found) ?? newNameProblem(found!, newName);
      if (!found || obstacle) return refuse(obstacle!);
      return workspaceEdit(found, newName, client());
    });
  },
};

/** An error whose message editors show to the user. */
function refuse(message: string): ResponseError<never> & null {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, visible(message)) as ResponseError<never> & null;
}

/** Why the name under the cursor cannot be changed; undefined if it can. */
export function obstacleTo(found: FoundName | undefined): string | undefined {
  if (!found) return 'Only a family and the name of a container, a volume or a port can be renamed here.';
  const { tasks, name } = found;
  if (tasks.some(({ isCut }) => isCut))
    return `The task definition has more than ${MOST_CONTAINERS} containers: use the editor's own search and replace.`;
  if (name.deferred)
    return `The name ${quote(name.text)} is decided later: change it where the placeholder gets its value.`;
  if (tasks.length === 0) return 'The task definition of this service was not found in the workspace: change it there.';
  const declarations = declarationsOf(name);
  // In a template, several declarations may be branches of which only one remains, and more may be added later.
  if (!tasks.every((task) => declarationsKnown(task, name.kind))) return undefined;
  if (declarations.length === 0) {
    return `No ${name.kind} is named ${quote(name.text)}: correct the name here, or add the ${name.kind}.`;
  }
  if (declarations.length > 1) {
    return `${declarations.length} ${name.kind}s are named ${quote(name.text)}: change one of them by hand first.`;
  }
  return undefined;
}

/** What is wrong with a new name; undefined if nothing is. */
export function newNameProblem({ tasks, name }: FoundName, newName: string): string | undefined {
  const problem = nameProblem(name.kind, newName);
  if (problem) return problem;
  const taken = tasks
    .flatMap(namesOf)
    .some((other) => other.kind === name.kind && other.text === newName && declarationsOf(other).length > 0);
  return taken && newName !== name.text ? `There is already a ${name.kind} named ${quote(newName)}.` : undefined;
}

/** The edits that change a name in its document. */
export function renamed({ name }: Pick<FoundName, 'name'>, newName: string): TextEdit[] {
  if (name.text === newName) return [];
  // The characters allowed in a name need no escapes in any language.
  return name.occurrences.map(({ offset, length }) => ({ offset, length, newText: newName }));
}

function workspaceEdit({ name, places }: FoundEverywhere, newName: string, { capabilities }: Client): WorkspaceEdit {
  const documents = [...new Set(places.map(({ file }) => file))].map(({ uri, version, text }) => {
    const occurrences = places.filter(({ file }) => file.uri === uri).map(({ occurrence }) => occurrence);
    const edits = renamed({ name: { ...name, occurrences } }, newName);
    return {
      textDocument: { uri, version },
      edits: edits.map((edit) => ({ range: rangeOf(text, edit), newText: edit.newText })),
    };
  });
  return capabilities.workspace?.workspaceEdit?.documentChanges === true
    ? { documentChanges: documents }
    : { changes: Object.fromEntries(documents.map(({ textDocument: { uri }, edits }) => [uri, edits])) };
}

/** A name in quotes, shortened if it is too long for a message. */
function quote(text: string): string {
  return `"${cut(text, 40)}"`;
}
