import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from './analysis.ts';
import type { InitializationOptions, Settings } from './features/protocol.ts';
import type { Finding } from './rules/finding.ts';

/** The open documents, each with the analysis of its current version. */
export class Workspace {
  private readonly documents = new Map<string, TextDocument>();
  private readonly analyses = new Map<string, { version: number; analysis: Analysis }>();
  private readonly asked: Set<string>;
  private readonly reportSyntaxErrors: boolean;
  private settings: Settings;

  constructor(options: InitializationOptions = {}) {
    this.asked = new Set(options.asked);
    this.reportSyntaxErrors = options.reportSyntaxErrors ?? true;
    this.settings = options.settings ?? {};
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.documents.set(uri, TextDocument.create(uri, languageId, version, text));
    this.analyses.delete(uri);
  }

  change(uri: string, version: number, changes: Parameters<typeof TextDocument.update>[1]): void {
    const document = this.documents.get(uri);
    if (document) this.documents.set(uri, TextDocument.update(document, changes, version));
  }

  close(uri: string): void {
    this.documents.delete(uri);
    this.analyses.delete(uri);
  }

  get uris(): string[] {
    return [...this.documents.keys()];
  }

  document(uri: string): TextDocument | undefined {
    return this.documents.get(uri);
  }

  /** What is known about the current version of an open document; undefined where it is not open. */
  analysis(uri: string): Analysis | undefined {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const cached = this.analyses.get(uri);
    if (cached?.version === document.version) return cached.analysis;
    const analysis = analyse(document.getText(), uri, this.asked.has(uri) ? 'asked' : 'open');
    this.analyses.set(uri, { version: document.version, analysis });
    return analysis;
  }

  /** The findings to show for a document, with the user's severities. */
  findings(uri: string): Finding[] {
    const { rules = {} } = this.settings;
    const shown: Finding[] = [];
    for (const finding of this.analysis(uri)?.findings ?? []) {
      if (finding.rule === 'td-invalid-json' && !this.reportSyntaxErrors) continue;
      const setting = rules[finding.rule];
      if (setting === 'off') continue;
      const severity = setting === 'error' || setting === 'warning' || setting === 'info' ? setting : finding.severity;
      shown.push(severity === finding.severity ? finding : { ...finding, severity });
    }
    return shown;
  }

  /** Whether the user raised or lowered a rule, so that it is no mere hint any more. */
  hasSetting(rule: string): boolean {
    return this.settings.rules?.[rule] !== undefined;
  }

  configure(settings: Settings | null | undefined): void {
    this.settings = settings ?? {};
  }

  /** Notes that the user says a document is a task definition, or takes that back. */
  ask(uri: string, asked: boolean): void {
    if (asked) this.asked.add(uri);
    else this.asked.delete(uri);
    this.analyses.delete(uri);
  }
}
