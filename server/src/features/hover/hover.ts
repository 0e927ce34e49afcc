import { MarkupKind } from 'vscode-languageserver';
import { type Analysis, locateIn } from '../../analysis.ts';
import { type Concept, concept } from '../../course/concepts.ts';
import { type LessonLink, lesson, lessonOfRule } from '../../course/lessons.ts';
import type { Finding } from '../../findings/finding.ts';
import { refusalText } from '../../model/refusal.ts';
import { TaskDefinition } from '../../model/task.ts';
import { catalogueEntry, isHint } from '../../rules/catalogue.ts';
import { DOCS, type MemberDocs, type OptionDocs } from '../../schema/docs.ts';
import { optionDocs, placeOfMember } from '../../schema/lookup.ts';
import type { Location } from '../../syntax/locate.ts';
import { enclosingProperty, type PropertyNode } from '../../syntax/node.ts';
import { writtenKey } from '../../syntax/projection.ts';
import { pageOfText } from '../document-links.ts';
import type { Feature } from '../feature.ts';
import { code, facts, link, type Markdown, md, memberFacts, ours, plainWords, together, written } from '../markdown.ts';
import { rangeOf } from '../ranges.ts';
import { learnLine } from './learn-links.ts';
import { valueHover } from './values/value-hover.ts';

/** Hovers: why something is a finding, what a member or value means, and the concept behind it. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(connection, workspace) {
    connection.onHover(({ textDocument: { uri }, position }) => {
      const document = workspace().document(uri);
      const analysis = workspace().analysis(uri);
      if (!document || !analysis?.detection.accepted) return null;
      const offset = document.offsetAt(position);
      const here = locateIn(analysis, offset);
      const findings = workspace()
        .findings(uri)
        .filter((finding) => offset >= finding.offset && offset <= finding.offset + finding.length);
      // Hints are not underlined, so the hovered member or value comes first. Next to a problem, hints are left out.
      const loud = findings.filter((finding) => !isHint(finding));
      const quiet = loud.length > 0 ? [] : findings;
      const parts = [
        ...reasons(loud),
        ...(here ? explain(analysis, here, !workspace().underlinesLinks) : []),
        ...advice(quiet),
      ];
      if (parts.length === 0) return null;
      const learn =
        workspace().hasLesson && learnLine([...loud.map(({ rule }) => lessonOfRule(rule)), lessonAt(analysis, here)]);
      if (learn) parts.push(learn);
      const span = loud[0] ?? (here?.onKey ? here.property!.key : here?.node);
      return {
        contents: { kind: MarkupKind.Markdown, value: together(parts, '\n\n---\n\n') },
        ...(span ? { range: rangeOf(document, span) } : {}),
      };
    });
  },
};

/** Why each finding is one. If there are several, each carries its rule's title, to tell them apart. */
function reasons(findings: readonly Finding[]): Markdown[] {
  const texts = new Map<Markdown, Set<Markdown>>();
  for (const finding of findings) {
    const text = why(finding);
    const title = titleOf(finding);
    if (text) texts.set(title, (texts.get(title) ?? new Set<Markdown>()).add(text));
  }
  const written = [...texts].map(([title, several]) => [md`**${title}**`, ...several]);
  return (written.length === 1 ? written.map((parts) => parts.slice(1)) : written).map((parts) => together(parts));
}

/** Hints: the reason, or a list if there are several. */
function advice(findings: readonly Finding[]): Markdown[] {
  const titles = new Set(findings.map(titleOf));
  if (titles.size < 2) return reasons(findings);
  return [together([md`Good practice:\n`, ...[...titles].map((title) => md`- ${title}`)], '\n')];
}

function titleOf({ rule }: Finding): Markdown {
  return ours(catalogueEntry(rule)?.title ?? rule);
}

/** Why a finding is one, who refuses the file because of it, and in what words. */
function why(finding: Finding): Markdown {
  const entry = catalogueEntry(finding.rule);
  const rejection = finding.rejection ?? entry?.rule?.rejection;
  // If the case may be intended, the quotation says what would happen.
  const refusedBy = finding.refusedBy ?? (rejection ? entry?.refusedBy : undefined);
  return together([
    written(finding.why ?? entry?.why),
    written(refusalText(refusedBy, rejection && md`*${plainWords(rejection)}*`)),
  ]);
}

/** @param leads whether a value is to lead to its page, because it is no link in the text */
function explain({ tasks, services }: Analysis, here: Location, leads: boolean): Markdown[] {
  for (const task of [...tasks, ...services]) {
    const property = here.property ?? enclosingProperty(here.node);
    if (!property) continue;
    const option = optionDocs(task, property);
    if (option) return [optionText(property, option, here)];
    const place = placeOfMember(task, property);
    const value =
      here.node.kind === 'property' || !(task instanceof TaskDefinition)
        ? undefined
        : valueHover(task, place, here.node);
    const page =
      leads && !here.onKey && here.node.kind === 'string' ? pageOfText(here.node, property.key.value) : undefined;
    const way = page && link(page.title, page.url);
    if (value || way) return [together([value, way, place?.docs && memberLine(property, place.docs)])];
    if (place?.docs) return [memberText(property, place.type!, place.docs)];
  }
  return [];
}

/** The section that teaches the concept behind a member. */
function lessonAt({ tasks, services }: Analysis, here: Location | undefined): LessonLink | undefined {
  const property = here && (here.property ?? enclosingProperty(here.node));
  if (!property) return undefined;
  for (const task of [...tasks, ...services]) {
    const place = placeOfMember(task, property);
    const behind = place?.docs && concept(place.docs.concept ?? DOCS[place.type!]?.concept ?? '');
    if (behind) return lesson(behind.section);
  }
  return undefined;
}

/** A member in one line, for when the reader is looking at its value. */
function memberLine(property: PropertyNode, { text }: MemberDocs): Markdown {
  return md`**${plainWords(writtenKey(property))}** — ${ours(text)}`;
}

/** The full text about a member: what it does, its facts, the concept behind it, and AWS's page. */
function memberText(property: PropertyNode, type: string, docs: MemberDocs): Markdown {
  const behind = concept(docs.concept ?? DOCS[type]?.concept ?? '');
  return together([
    memberLine(property, docs),
    memberFacts(docs),
    behind && !isSame(behind, property) && conceptText(behind),
    docs.aws ? link('AWS documentation', docs.aws) : undefined,
  ]);
}

/**
 * Whether a concept is about a member, so that both texts would say the same: "Network mode" and `networkMode`,
 * "Execution role" and `executionRoleArn`, "Task size" and the `cpu` that its text speaks of.
 */
function isSame({ title, short, body = '' }: Concept, { key: { value } }: PropertyNode): boolean {
  const isNamed = value.toLowerCase().startsWith(title.replaceAll(' ', '').toLowerCase());
  return isNamed || [short, body].some((text) => text.includes(`\`${value}\``));
}

function conceptText({ title, short }: Concept): Markdown {
  return md`**${ours(title)}** — ${ours(short.trim())}`;
}

function optionText(property: PropertyNode, docs: OptionDocs, here: Location): Markdown {
  const { onKey, node } = here;
  const value =
    !onKey && node.kind === 'string' && docs.values && Object.hasOwn(docs.values, node.value)
      ? md`${code(node.value)} — ${ours(docs.values[node.value]!)}`
      : undefined;
  return together([
    value,
    md`**${plainWords(property.key.value)}** — ${ours(docs.text)}`,
    facts([
      ['Default', written(docs.default)],
      ['Values', written(docs.range)],
      ['Log drivers', docs.drivers && together(docs.drivers.map(code), ', ')],
    ]),
  ]);
}
