import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis.ts';
import type { Finding } from '../findings/finding.ts';
import { visible } from '../model/visible.ts';
import { STATUS, type StatusParams } from '../protocol.ts';
import { isHint } from '../rules/catalogue.ts';
import type { Workspace } from '../workspace.ts';
import type { Feature } from './feature.ts';
import { pageOf } from './pages.ts';
import { rangeOf } from './ranges.ts';
import { fillInDiagnostics, toFillIn } from './to-fill-in.ts';

/** The source that editors show for our findings. */
export const SOURCE = 'taskdef';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** The last report on each open document: most keystrokes change nothing in it. */
const reports = new WeakMap<TextDocument, { readonly resultId: string; readonly items: readonly Diagnostic[] }>();
let reportCount = 0;

/** Pull diagnostics for clients that support them; {@link publish} serves the others. */
export const diagnostics: Feature = {
  capabilities: () => ({
    diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false },
  }),
  register(connection, workspace, client) {
    connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
      await workspace().ready(uri);
      const items = marked(workspace(), uri);
      if (client().options.fillIns === true) items.push(...fillIns(workspace(), uri));
      sendStatus(connection, workspace(), uri);
      const document = workspace().document(uri);
      if (!document) return { kind: DocumentDiagnosticReportKind.Full, items };
      const last = reports.get(document);
      if (last && last.resultId === previousResultId && isSame(last.items, items))
        return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.resultId };
      const resultId = String(++reportCount);
      reports.set(document, { resultId, items });
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    });
  },
};

/** Whether two protocol values are equal. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** The findings of an open document as diagnostics; none if it is not open. */
export function diagnosticsOf(workspace: Workspace, uri: string): Diagnostic[] {
  const document = workspace.document(uri);
  if (!document) return [];
  return workspace.findings(uri).map((finding) => toDiagnostic(finding, document));
}

/** The code of the one diagnostic that stands for all hints in a file. */
const GOOD_PRACTICE = 'good-practice';

/** The diagnostics as the user wants them: each hint in its place, or one for the whole file. */
function marked(workspace: Workspace, uri: string): Diagnostic[] {
  const all = diagnosticsOf(workspace, uri);
  const hints = all.filter(({ severity }) => severity === DiagnosticSeverity.Hint);
  if (!workspace.marksGoodPracticeOnce || hints.length < 2) return all;
  const document = workspace.document(uri)!;
  const once: Diagnostic = {
    range: rangeOf(document, { offset: workspace.analysis(uri)?.document.root?.offset ?? 0, length: 1 }),
    message: `Good practice: ${hints.map(({ message }) => message).join('; ')}`,
    severity: DiagnosticSeverity.Hint,
    source: SOURCE,
    code: GOOD_PRACTICE,
  };
  return [once, ...all.filter((one) => !hints.includes(one))];
}

/** Notes on words that are still to be filled in; they follow the findings. */
function fillIns(workspace: Workspace, uri: string): Diagnostic[] {
  const document = workspace.document(uri);
  const analysis = workspace.analysis(uri);
  if (!document || !analysis?.detection.accepted || workspace.isMuted(uri)) return [];
  return fillInDiagnostics(document, analysis.document, workspace.findings(uri));
}

/** Converts a finding to an LSP diagnostic. */
export function toDiagnostic(finding: Finding, document: TextDocument): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(document, finding),
    message: visible(finding.message),
    severity: isHint(finding) ? DiagnosticSeverity.Hint : SEVERITIES[finding.severity],
    source: SOURCE,
    code: finding.rule,
    codeDescription: { href: pageOf(finding.rule) },
  };
  if (finding.tag) diagnostic.tags = [TAGS[finding.tag]];
  if (finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map((related) => {
      const { elsewhere } = related;
      const there = elsewhere ? TextDocument.create(elsewhere.fileName, '', 0, elsewhere.text) : document;
      return { message: visible(related.message), location: { uri: there.uri, range: rangeOf(there, related) } };
    });
  }
  return diagnostic;
}

/** Pushes the diagnostics of an open document to clients that do not pull. */
export function publish(connection: Connection, workspace: Workspace, uri: string): void {
  const version = workspace.document(uri)?.version;
  const diagnostics = marked(workspace, uri);
  void connection.sendDiagnostics(version === undefined ? { uri, diagnostics } : { uri, version, diagnostics });
  sendStatus(connection, workspace, uri);
}

function kindOf({ detection, tasks, services }: Analysis): StatusParams['kind'] {
  if (detection.accepted && detection.images) return 'images';
  if (services.length === 0) return 'task';
  return tasks.length > 0 ? 'both' : 'service';
}

const statuses = new WeakMap<TextDocument, string>();

/**
 * Tells the client what its status item should show, if that has changed. Clients that do not know the notification
 * ignore it.
 */
export function sendStatus(connection: Connection, workspace: Workspace, uri: string): void {
  const analysis = workspace.analysis(uri);
  if (!analysis) return;
  const findings = workspace.findings(uri).filter((finding) => !isHint(finding));
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const { accepted, reason } = analysis.detection;
  // Broken JSON counts even if the editor reports it itself: "no problems" would be untrue.
  const document = workspace.document(uri)!;
  const blank = document.getText().trim() === '';
  const broken = analysis.findings.filter(
    (finding) =>
      finding.rule === 'td-invalid-json' && finding.severity === 'error' && !blank && !workspace.isMuted(uri),
  );
  const errors = new Set([...findings.filter((finding) => finding.severity === 'error'), ...broken]);
  const status: StatusParams = {
    uri,
    accepted,
    reason,
    kind: kindOf(analysis),
    errors: errors.size,
    warnings: count('warning'),
    notes: count('info'),
    toFillIn: accepted && !workspace.isMuted(uri) ? toFillIn(analysis.document).length : 0,
    blank,
    template: broken.length === 0 && analysis.document.language.id === 'json' && analysis.document.templates.length > 0,
    muted: workspace.isMuted(uri),
  };
  const written = JSON.stringify(status);
  if (statuses.get(document) === written) return;
  statuses.set(document, written);
  void connection.sendNotification(STATUS, status);
}
