import { MOST_CONTAINERS, MOST_PARTS } from '../model/most.ts';
import type { Part } from '../model/part.ts';
import { cut, enumerate } from '../model/wording.ts';
import type { SourceDocument, SyntaxProblem } from '../syntax/document.ts';
import { type LeftOut, MOST_OF_A_KIND } from '../syntax/effort.ts';
import { endOf, type Span, type ValueNode } from '../syntax/node.ts';
import { LOST } from '../syntax/placeholder.ts';
import type { Finding } from './finding.ts';
import type { Severity } from './report.ts';

const SEVERITY: Record<SyntaxProblem['code'], Severity> = {
  syntax: 'error',
  'too-deep': 'error',
  encoding: 'error',
  // The AWS CLI refuses all of these.
  comment: 'error',
  'trailing-comma': 'error',
  'byte-order-mark': 'error',
};

/** After this many, further problems say nothing new. */
const MAX_PROBLEMS = 10;

/**
 * Finds faults in the text itself, regardless of ECS: broken JSON, or a template that is not JSON yet.
 * @param fileName path or URI: a `.jsonc` file is converted to JSON before it is deployed, so comments and trailing
 * commas are allowed in it
 */
export function textFindings(document: SourceDocument, fileName: string): Finding[] {
  const template = document.templates[0];
  const isJsonc = /\.jsonc$/i.test(fileName);
  const findings: Finding[] = [];
  if (template) {
    const text = cut(document.text.slice(template.offset, endOf(template)), 30);
    const written = document.language.id === 'yaml' ? 'YAML' : 'JSON';
    findings.push({
      rule: 'td-template',
      severity: 'info',
      message: `This is a template: \`${text}\` becomes ${written} when it is rendered. Everything else is checked`,
      node: undefined,
      offset: template.offset,
      length: template.length,
      fixes: [],
      related: [],
    });
  }
  for (const problem of document.problems) {
    // A `.jsonc` file is converted to JSON before it is deployed.
    if (isJsonc && problem.code !== 'syntax' && problem.code in STRIPPED) continue;
    // What looks broken in a template may be intact once it is rendered.
    if (template && problem.code !== 'comment' && !problem.sure) continue;
    if (findings.length >= MAX_PROBLEMS) break;
    findings.push({
      rule: 'td-invalid-json',
      ...(template && problem.code === 'comment'
        ? { severity: 'info' }
        : { severity: SEVERITY[problem.code], refusedBy: 'cli' }),
      message: problem.message.replace(/\.$/, ''),
      node: undefined,
      offset: problem.offset,
      length: problem.length,
      fixes: fixesOf(problem),
      related: [],
    });
  }
  const lost = document.text.indexOf(LOST);
  if (lost >= 0 && !hasEncodingProblem(document)) findings.push(lostFinding(lost));
  const { root } = document;
  if (findings.length === 0 && root) findings.push(...wholeFindings(root));
  return findings;
}

/**
 * Finds what in a file of another format keeps a definition from being read: JSON that is broken in a text within it is a
 * fault; what is left to the tools of the format is a note, as what is not checked would look right.
 */
export function partTextFindings(document: SourceDocument, parts: readonly Part[]): Finding[] {
  return parts.flatMap((part): Finding[] => {
    const { faults = [], dialect } = part;
    if (faults.length > 0)
      return faults.slice(0, MAX_PROBLEMS).map((problem) => ({
        ...ofText('td-invalid-json', problem, { message: messageOf(problem, dialect.reader) }),
        refusedBy: dialect.id === 'terraform' ? 'terraform' : 'cli',
        part,
        fixes: fixesOf(problem),
      }));
    const problem = document.problems.find(
      (one) => one.blocksEdits && one.code === 'syntax' && isIn(document, part, one),
    );
    if (!problem) return [];
    // What is missing is noticed where the next line begins.
    const line = document.text.slice(0, problem.offset).trimEnd().split('\n').length;
    const message = `"${part.id}" cannot be read to its end, so it is not checked completely: see line ${line}`;
    const place = part.label ?? part.root;
    return [{ ...ofText('td-not-checked', place, { message }), severity: 'info', refusedBy: undefined, part }];
  });
}

function messageOf({ message }: SyntaxProblem, reader: string): string {
  return message.replace(/\.$/, '').replace('The AWS CLI', reader);
}

/** Whether a problem is in a part: between its name and its end, or in the same stretch that cannot be read. */
function isIn({ doubts }: SourceDocument, { root, label = root }: Part, { offset }: Span): boolean {
  const start = Math.min(label.offset, root.offset);
  if (start <= offset && offset <= endOf(root)) return true;
  const holds = (span: Span, at: number) => span.offset <= at && at <= endOf(span);
  return doubts.some((span) => holds(span, start) && holds(span, offset));
}

/** Faults of the file as a whole, regardless of its contents. */
function wholeFindings(root: ValueNode): Finding[] {
  const isEmptyList = root.kind === 'array' && root.items.length === 0;
  if (root.kind === 'object' || root.kind === 'template' || root.kind === 'invalid') return [];
  if (root.kind === 'array' && !isEmptyList) return [];
  return [
    ofText('wrong-type', root, {
      message: isEmptyList
        ? 'This list is empty, but ECS requires a container: add one'
        : 'The file has to be an object with "family" and "containerDefinitions"',
    }),
  ];
}

function hasEncodingProblem({ problems }: SourceDocument): boolean {
  return problems.some(({ code }) => code === 'encoding');
}

/** From the text alone, a wrong encoding looks the same as a replacement character that was really in the file. */
function lostFinding(offset: number): Finding {
  const message = `A character was lost here: the file is probably not in UTF-8, which the AWS CLI needs. Save it in UTF-8`;
  const finding = ofText('td-invalid-json', { offset, length: 1 }, { message });
  return { ...finding, severity: 'warning' };
}

/** Adds a finding to the others: the file is not valid UTF-8, and the AWS CLI says that it cannot decode it. */
export function withEncodingFinding(document: SourceDocument, findings: readonly Finding[]): Finding[] {
  if (hasEncodingProblem(document)) return [...findings];
  const offset = Math.max(0, document.text.indexOf(LOST));
  const others = findings.filter((finding) => finding.rule !== 'td-invalid-json' || finding.offset !== offset);
  const message = 'The file is not in UTF-8, so the AWS CLI cannot read it: save it in UTF-8';
  return [...others, ofText('td-invalid-json', { offset, length: 1 }, { message })].sort((a, b) => a.offset - b.offset);
}

function ofText(rule: string, { offset, length }: Span, { message }: { message: string }): Finding {
  return {
    rule,
    severity: 'error',
    refusedBy: 'cli',
    message,
    node: undefined,
    offset,
    length,
    fixes: [],
    related: [],
  };
}

/** What tools that read `.jsonc` strip. */
const STRIPPED = { comment: true, 'trailing-comma': true, 'byte-order-mark': true };

/** Names each skipped part in the note's words. */
const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  templates: 'long placeholders were not read',
  suggestions: 'misspelt names have no suggestions',
  findings: `only the first ${MOST_OF_A_KIND} findings of a kind are listed`,
  containers: `only the first ${MOST_CONTAINERS} containers were checked`,
  parts: `only the first ${MOST_PARTS} task definitions and services were checked`,
};

/** The note that checking the whole text would have taken too long. */
export function leftOutFinding({ root }: SourceDocument, leftOut: readonly LeftOut[]): Finding {
  return {
    rule: 'td-not-checked',
    severity: 'info',
    message: `This file takes too long to check completely: ${enumerate(
      leftOut.map((part) => LEFT_OUT[part]),
      'and',
    )}`,
    node: undefined,
    offset: root?.offset ?? 0,
    length: 1,
    fixes: [],
    related: [],
  };
}

function fixesOf(problem: SyntaxProblem): Finding['fixes'] {
  const { fix } = problem;
  if (!fix) return [];
  return [{ title: fix.title, ...(fix.preferred ? { preferred: true } : {}), edits: [{ kind: 'repair', problem }] }];
}
