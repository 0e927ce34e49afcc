import { pathToFileURL } from 'node:url';
import type { Log, PropertyBag, Region, ReportingDescriptor, Result, Fix as SarifFix } from 'sarif';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { FixEdits } from '../../brief/fix-edits.ts';
import type { Shown } from '../../brief/shown.ts';
import { pageOf } from '../../features/pages.ts';
import type { OtherDocument } from '../../findings/finding.ts';
import { pointerOfFinding } from '../../findings/finding-place.ts';
import type { Fix } from '../../findings/report.ts';
import { refusalText } from '../../model/refusal.ts';
import { catalogueEntry } from '../../rules/catalogue.ts';
import type { TextEdit } from '../../syntax/edit.ts';
import type { Span } from '../../syntax/node.ts';
import { hasAsk } from '../../syntax/value.ts';
import { lastingPath, resourceOf, uriOf } from '../place.ts';
import { json } from '../show.ts';
import { VERSION } from '../version.ts';
import { type CheckedFile, type Format, type FormatOptions, type Outcome, wanted } from './format.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
const ROOT = 'SRCROOT';

/** SARIF 2.1.0, the format that code scanning services read. Lists only the rules that found something. */
export class SarifFormat implements Format<readonly Result[]> {
  private readonly rules = new Map<string, ReportingDescriptor>();
  private readonly results: Result[] = [];
  private readonly problems: { file: string; reason: string }[] = [];

  constructor(private readonly options: FormatOptions) {}

  read(checked: CheckedFile): readonly Result[] {
    const edits = new FixEdits(checked.text, checked.document);
    const seen = new Map<string, number>();
    return wanted(checked.findings, this.options).map((one) => {
      const key = `${one.finding.rule}:${lastingPath(one.finding)}`;
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return resultOf(checked, one, `${key}:${count}`, edits);
    });
  }

  add(read: readonly Result[]): void {
    for (const { ruleId, ...others } of read)
      this.results.push({ ruleId: ruleId!, ruleIndex: this.ruleIndex(ruleId!), ...others });
  }

  problem(file: string, reason: string): void {
    this.problems.push({ file, reason });
  }

  /** The index of a rule in the list of rules. Its first finding adds the rule to the list. */
  private ruleIndex(id: string): number {
    if (!this.rules.has(id)) this.rules.set(id, descriptor(id));
    return [...this.rules.keys()].indexOf(id);
  }

  finish({ status, tooMany }: Outcome): void {
    const notifications = this.problems.map(({ file, reason }) => ({
      level: 'error' as const,
      message: { text: messageText(reason) },
      locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
    }));
    const log: Log = {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'taskdef',
              version: VERSION,
              informationUri: pageOf('').replace(/\/blob\/.*$/, ''),
              rules: [...this.rules.values()],
            },
          },
          invocations: [
            {
              executionSuccessful: this.problems.length === 0,
              exitCode: status,
              ...(tooMany ? { exitCodeDescription: `${tooMany}.` } : {}),
              ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}),
            },
          ],
          originalUriBaseIds: { [ROOT]: { uri: `${pathToFileURL(process.cwd()).href}/`.replace(/\/+$/, '/') } },
          columnKind: 'utf16CodeUnits',
          results: this.results,
        },
      ],
    };
    this.options.print(json(log));
  }
}

function resultOf({ file, text }: CheckedFile, { finding }: Shown, fingerprint: string, edits: FixEdits): Result {
  const location = (span: Span) => ({
    artifactLocation: artifact(file),
    region: regionOf(text, span),
  });
  const locationIn = (other: OtherDocument, span: Span) => ({
    artifactLocation: artifact(other.fileName),
    region: regionOf(TextDocument.create(other.fileName, '', 0, other.text), span),
  });
  const resource = resourceOf(finding);
  const result: Result = {
    ruleId: finding.rule,
    level: LEVELS[finding.severity],
    message: { text: messageText(finding.message) },
    locations: [
      {
        physicalLocation: location(finding),
        ...(finding.node
          ? {
              logicalLocations: [
                { fullyQualifiedName: pointerOfFinding(finding), kind: 'member' },
                ...(resource === undefined ? [] : [{ fullyQualifiedName: resource, kind: 'resource' }]),
              ],
            }
          : {}),
      },
    ],
    partialFingerprints: { 'taskdefPath/v1': fingerprint },
  };
  if (finding.related.length > 0) {
    result.relatedLocations = finding.related.map((related, id) => ({
      id,
      physicalLocation: related.elsewhere ? locationIn(related.elsewhere, related) : location(related),
      message: { text: messageText(related.message) },
    }));
  }
  if (finding.refusedBy) result.properties = { refusedBy: finding.refusedBy };
  const fixes = finding.fixes.flatMap((fix) => {
    const written = asks(fix) ? undefined : edits.textEdits(fix);
    return written ? [fixOf(fix, file, text, written)] : [];
  });
  if (fixes.length > 0) result.fixes = fixes;
  return result;
}

/**
 * Escapes text for a message string, where `{0}` would be a placeholder and `[text](address)` a link.
 * Source: SARIF 2.1.0, 3.11.5 (literal braces are doubled) and 3.11.6 (a backslash before a bracket or a backslash
 * keeps it from marking a link; not needed where no link is possible); checked 2026-11-28.
 */
function messageText(text: string): string {
  const escaped = text.replaceAll(/[{}]/g, '$&$&');
  // Brackets mean nothing elsewhere, and readers that do not know these escapes would show the backslashes.
  return /\]\s*\(/.test(text) ? escaped.replaceAll(/[[\]\\]/g, '\\$&') : escaped;
}

function artifact(file: string): { uri: string; uriBaseId?: string } {
  const uri = uriOf(file);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT };
}

function regionOf(text: TextDocument, { offset, length }: Span): Region {
  const start = text.positionAt(offset);
  const end = text.positionAt(offset + length);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Whether a fix contains words that the user must fill in first. */
function asks(fix: Fix): boolean {
  return fix.edits.some((edit) => 'value' in edit && hasAsk(edit.value));
}

function fixOf(fix: Fix, file: string, text: TextDocument, edits: readonly TextEdit[]): SarifFix {
  return {
    description: { text: messageText(fix.title) },
    artifactChanges: [
      {
        artifactLocation: artifact(file),
        replacements: edits.map((edit) => ({
          deletedRegion: regionOf(text, edit),
          insertedContent: { text: edit.newText },
        })),
      },
    ],
  };
}

function descriptor(id: string): ReportingDescriptor {
  const entry = catalogueEntry(id);
  const properties: PropertyBag = { tags: ['ecs', ...(entry ? [entry.topic] : [])] };
  if (!entry) return { id, helpUri: pageOf(id), properties };
  const rejection = entry.rule?.rejection;
  const help = [entry.why, refusalText(entry.refusedBy, rejection && `“${rejection}”`)].filter(Boolean).join('\n\n');
  if (entry.refusedBy) properties.refusedBy = entry.refusedBy;
  return {
    id,
    shortDescription: { text: `${entry.title}.` },
    fullDescription: { text: plain(entry.why) },
    help: { text: plain(help), markdown: help },
    helpUri: pageOf(id),
    defaultConfiguration: { level: LEVELS[entry.severity] },
    properties,
  };
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}
