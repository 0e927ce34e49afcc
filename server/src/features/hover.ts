import { MarkupKind } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import { type Concept, concept } from '../course/concepts.ts';
import { type LessonLink, lesson, lessonOfRule } from '../course/lessons.ts';
import { catalogueEntry } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import { DOCS, type MemberDocs, type OptionDocs } from '../schema/docs.ts';
import { optionDocs, placeOfMember } from '../schema/lookup.ts';
import { type Location, locate } from '../syntax/locate.ts';
import type { PropertyNode, StringNode } from '../syntax/node.ts';
import type { Feature } from './feature.ts';
import { learnLine } from './learn-links.ts';
import { escapeMarkdown, facts } from './markdown.ts';
import { rangeOf } from './ranges.ts';
import { valueHover } from './value-hovers/value-hover.ts';

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
      // What nobody sees underlined is good practice, and comes after what the reader points at.
      const isQuiet = ({ rule }: Finding) => catalogueEntry(rule)?.quiet === true && !workspace().hasSetting(rule);
      const loud = findings.filter((finding) => !isQuiet(finding));
      const parts = [
        ...loud.flatMap(why),
        ...(here ? explain(analysis, here) : []),
        ...findings.filter(isQuiet).flatMap(why),
      ];
      if (parts.length === 0) return null;
      const learn =
        workspace().hasLesson && learnLine([...loud.map(({ rule }) => lessonOfRule(rule)), lessonAt(analysis, here)]);
      if (learn) parts.push(learn);
      const span = loud[0] ?? (here?.onKey ? here.property!.key : here?.node);
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
    const value = here.node.kind === 'property' ? undefined : valueHover(task, place, here.node);
    if (value) return [place?.docs ? `${value}\n\n${memberLine(property, place.docs)}` : value];
    if (place?.docs) return [memberText(property, place.type!, place.docs)];
  }
  return [];
}

/** The section that teaches the concept behind a member. */
function lessonAt({ tasks }: Analysis, here: Location | undefined): LessonLink | undefined {
  const property = here && (here.property ?? holder(here));
  if (!property) return undefined;
  for (const task of tasks) {
    const place = placeOfMember(task, property);
    const behind = place?.docs && concept(place.docs.concept ?? DOCS[place.type!]?.concept ?? '');
    if (behind) return lesson(behind.section);
  }
  return undefined;
}

/** The property that holds the list that the place is an item of. */
function holder({ node }: Location): PropertyNode | undefined {
  const list = node.parent;
  return list?.kind === 'array' && list.parent?.kind === 'property' ? list.parent : undefined;
}

/** A member in one line, for where its value is what the reader looks at. */
function memberLine({ key }: PropertyNode, { text }: MemberDocs): string {
  return `**${key.value}** — ${text}`;
}

/** All that there is to say of a member: what it does, its facts, the concept behind it, AWS's page. */
function memberText(property: PropertyNode, type: string, docs: MemberDocs): string {
  const behind = concept(docs.concept ?? DOCS[type]?.concept ?? '');
  return [
    memberLine(property, docs),
    facts([
      ['Default', docs.default],
      ['Values', docs.range],
      ['Launch types', docs.launchTypes],
      ['Depends', docs.depends],
    ]),
    behind && conceptText(behind),
    docs.aws && `[AWS documentation](${docs.aws})`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function optionText(property: PropertyNode, docs: OptionDocs, here: Location): string {
  const value =
    !here.onKey && here.node.kind === 'string' && docs.values && Object.hasOwn(docs.values, here.node.value)
      ? docs.values[here.node.value]
      : undefined;
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

function conceptText({ title, short }: Concept): string {
  return `**${title}** — ${short.trim()}`;
}
