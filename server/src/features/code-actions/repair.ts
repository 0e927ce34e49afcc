import type { AnnotatedTextEdit, ChangeAnnotation, CodeAction, Connection, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Repair, type Repaired, repair } from '../../findings/repair.ts';
import { visible } from '../../model/visible.ts';
import { PLACES_COMMAND, type PlacesParams, REPAIR_KIND } from '../../protocol.ts';
import type { Workspace } from '../../workspace.ts';
import type { Client } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { editSupport } from './workspace-edits.ts';

/** Tells our action apart from others when its edit is requested. */
interface RepairData {
  readonly repair: string;
  readonly version: number;
}

/** Whether the client can ask for an edit after the user has chosen the action. */
export function resolvesEdits({ capabilities }: Client): boolean {
  return capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
}

/**
 * "Repair this file…", if some finding has a fix that is not safe. The edit takes many analyses, so it is made when the
 * action is chosen. Clients that cannot ask for it then get the action only if they request its kind.
 */
export function repairAction(
  workspace: Workspace,
  document: TextDocument,
  client: Client,
  byName: boolean,
): CodeAction[] {
  const unsafe = workspace
    .findings(document.uri)
    .filter(
      ({ severity, fixes }) => severity !== 'info' && fixes.length > 0 && !fixes.some(({ preferred }) => preferred),
    );
  if (unsafe.length === 0) return [];
  const action: CodeAction = { title: 'Repair this file…', kind: REPAIR_KIND };
  if (resolvesEdits(client)) {
    const data: RepairData = { repair: document.uri, version: document.version };
    return [{ ...action, data }];
  }
  return byName ? [withEdit(action, workspace, document, client)] : [];
}

/** Handles the request for the edit of a chosen action. */
export function registerRepair(connection: Connection, workspace: () => Workspace, client: () => Client): void {
  connection.onCodeActionResolve((action) => {
    const data = action.data as RepairData | undefined;
    const document = data?.repair === undefined ? undefined : workspace().document(data.repair);
    if (!document || document.version !== data?.version) return action;
    return withEdit(action, workspace(), document, client());
  });
}

function withEdit(action: CodeAction, workspace: Workspace, document: TextDocument, client: Client): CodeAction {
  const { uri } = document;
  const repaired = repair(document.getText(), (text) => workspace.check(uri, text));
  const words = [...new Set(repaired.repairs.flatMap(({ toFillIn }) => toFillIn))];
  const places: PlacesParams = { uri, words };
  return {
    ...action,
    edit: editOf(document, repaired, client),
    ...(client.options.placesCommand && words.length > 0
      ? { command: { title: 'Go to the placeholders', command: PLACES_COMMAND, arguments: [places] } }
      : {}),
  };
}

/**
 * One edit with a heading per change, so that each can be accepted or rejected; without headings if the client does not
 * support them.
 */
function editOf(document: TextDocument, { repairs }: Repaired, client: Client): WorkspaceEdit {
  if (!editSupport(client).annotations) {
    const edits = repairs.flatMap(({ hunks }) =>
      hunks.map((hunk) => ({ range: rangeOf(document, hunk), newText: hunk.newText })),
    );
    return { changes: { [document.uri]: edits } };
  }
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  // Editors show the preview if anything needs confirmation, and tick the rest.
  const allSure = repairs.every(({ isSure }) => isSure);
  const edits = repairs.flatMap((one, i) => {
    // The number distinguishes changes with the same title.
    const annotationId = `${i + 1}`;
    changeAnnotations[annotationId] = {
      label: visible(one.titles.join(', ')),
      description: visible(reasonOf(one)),
      needsConfirmation: allSure || !one.isSure,
    };
    return one.hunks.map(
      (hunk): AnnotatedTextEdit => ({ range: rangeOf(document, hunk), newText: hunk.newText, annotationId }),
    );
  });
  return {
    documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }],
    changeAnnotations,
  };
}

function reasonOf({ reasons, toFillIn }: Repair): string {
  const places = toFillIn.length > 0 ? `. To fill in: ${toFillIn.join(', ')}` : '';
  return `${reasons.join('; ')}${places}`;
}
