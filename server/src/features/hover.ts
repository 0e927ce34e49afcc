import { MarkupKind } from 'vscode-languageserver';
import { type Concept, concept } from '../course/concepts.ts';
import type { Analysis } from '../analysis.ts';
import type { TaskDefinition } from '../model/task.ts';
import { catalogueEntry } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import { DOCS, type MemberDocs, type OptionDocs } from '../schema/docs.ts';
import { optionDocs, placeOfMember } from '../schema/lookup.ts';
import { type Location, locate } from '../syntax/locate.ts';
import type { PropertyNode, StringNode } from '../syntax/node.ts';
import type { Feature } from './feature.ts';
import { rangeOf } from './ranges.ts';

/** Hovers: why a finding is one, what a member and a value mean, and the concept behind them. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(connection, workspace) {
    connection.onHover(({ textDocument: { uri }, position }) => {
      const document = workspace().document(uri);
      const analysis = workspace().analysis(uri);
      if (!document || !analysis?.detection.accepted) return null;
      const offset = document.offsetAt(position);
      const here = locate(analysis.document.root, offset);
      const findings = workspace()
        .findings(uri)
        .filter((finding) => offset >= finding.offset && offset <= finding.offset + finding.length);
      const parts = [...findings.flatMap(why), ...(here ? explain(analysis, here) : [])];
      if (parts.length === 0) return null;
      const span = findings[0] ?? (here?.onKey ? here.property!.key : here?.node);
      return {
        contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
        ...(span ? { range: rangeOf(document, span) } : {}),
      };
    });
  },
};

/** Why a finding is one, and how AWS words its refusal. */
function why(finding: Finding): string[] {
  const entry = catalogueEntry(finding.rule);
  const lines = [finding.why ?? entry?.why];
  if (entry?.rule?.rejection) lines.push(`AWS says: *${escapeMarkdown(entry.rule.rejection)}*`);
  const text = lines.filter(Boolean).join('\n\n');
  return text ? [text] : [];
}

function explain({ tasks }: Analysis, here: Location): string[] {
  for (const task of tasks) {
    const property = here.property ?? holder(here);
    if (!property) continue;
    const option = optionDocs(task, property);
    if (option) return [optionText(property, option, here)];
    const place = placeOfMember(task, property);
    if (!place?.docs) continue;
    return memberTexts(task, property, place.type!, place.docs, here);
  }
  return [];
}

/** The property that holds the list that the place is an item of. */
function holder({ node }: Location): PropertyNode | undefined {
  const list = node.parent;
  return list?.kind === 'array' && list.parent?.kind === 'property' ? list.parent : undefined;
}

function memberTexts(_task: TaskDefinition, property: PropertyNode, type: string, docs: MemberDocs, here: Location): string[] {
  const parts: string[] = [];
  const value = !here.onKey && here.node.kind === 'string' ? valueText(here.node, docs) : undefined;
  if (value) parts.push(value);
  parts.push(
    [
      `**${property.key.value}** — ${docs.text}`,
      facts([
        ['Default', docs.default],
        ['Values', docs.range],
        ['Launch types', docs.launchTypes],
        ['Depends', docs.depends],
      ]),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  const behind = concept(docs.concept ?? DOCS[type]?.concept ?? '');
  if (behind) parts.push(conceptText(behind));
  if (docs.aws) parts[parts.length - 1] += `\n\n[AWS documentation](${docs.aws})`;
  return parts;
}

function valueText(node: StringNode, docs: MemberDocs): string | undefined {
  const text = docs.values && Object.hasOwn(docs.values, node.value) ? docs.values[node.value] : undefined;
  return text && `\`${node.value}\` — ${text}`;
}

function optionText(property: PropertyNode, docs: OptionDocs, here: Location): string {
  const value = !here.onKey && here.node.kind === 'string' && docs.values && Object.hasOwn(docs.values, here.node.value) ? docs.values[here.node.value] : undefined;
  return [
    value && `\`${(here.node as StringNode).value}\` — ${value}`,
    `**${property.key.value}** — ${docs.text}`,
    facts([
      ['Default', docs.default],
      ['Values', docs.range],
      ['Log drivers', docs.drivers?.map((driver) => `\`${driver}\``).join(', ')],
    ]),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function facts(lines: readonly (readonly [name: string, text: string | undefined])[]): string {
  return lines
    .filter(([, text]) => text)
    .map(([name, text]) => `- ${name}: ${text!.replace(/\.$/, '')}`)
    .join('\n');
}

function conceptText({ title, short }: Concept): string {
  return `**${title}** — ${short.trim()}`;
}

/** Text from a file or from AWS as plain words in markdown: nothing in it becomes a link, a command or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (sign) => `\\${sign}`);
}
