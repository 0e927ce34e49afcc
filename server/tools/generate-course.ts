/**
 * Generates the course data from its YAML files: the lesson for the view, concepts for hovers, goals and links for the
 * server.
 */
import type { Course, Example, RuleCard, Section } from '../src/course/course.ts';
import { CATALOGUE, catalogueEntry } from '../src/rules/catalogue.ts';
import { examplesOf, type ShownExample } from './course/examples.ts';
import { textsAfter } from './course/files.ts';
import { highlight, highlightLines } from './course/highlight.ts';
import { symptomsOf, toIncident } from './course/incidents.ts';
import { block, inline } from './course/markdown.ts';
import { drawPicture } from './course/pictures/draw.ts';
import { toPools, toQuestion } from './course/questions.ts';
import { type CourseSource, type ExerciseSource, readCourse, type SectionSource } from './course/read.ts';
import { jsonLines } from './lines.ts';
import { writeOutputs } from './outputs.ts';

const source = readCourse();

const sections = Object.entries(source.sections)
  .sort(([, a], [, b]) => a.order - b.order)
  .map(([id, section]) => toSection(id, section));

const course: Course = {
  sections,
  concepts: each(source.concepts, ({ title, short, body, section, aws }) => ({
    title,
    html: block([short, body].filter(Boolean).join('\n\n')),
    section,
    aws,
  })),
  rules: Object.fromEntries(
    rulesOfCourse().flatMap((id) => {
      const card = ruleCard(id);
      return card ? [[id, card]] : [];
    }),
  ),
  questions: Object.entries(source.questions).map(([id, question]) => toQuestion(id, question)),
  pools: toPools(source.pools),
  exercises: Object.entries(source.exercises)
    .sort(([, a], [, b]) => a.level - b.level || source.sections[a.section]!.order - source.sections[b.section]!.order)
    .map(([id, exercise]) => toExercise(id, exercise)),
};

function toSection(
  id: string,
  { title, minutes, summary, body, examples, concepts, rules, next, aws }: SectionSource,
): Section {
  const shown = examplesOf(source.sections, id);
  const text = body
    .replaceAll(/^\{\{picture: ([\w-]+)\}\}$/gm, (_, picture: string) => `@@picture-${picture}@@`)
    .replaceAll(/^\{\{question: ([\w-]+)\}\}$/gm, (_, question: string) => `@@question-${question}@@`)
    .replaceAll(/^\{\{example: (\d+)\}\}$/gm, (_, place: string) => `@@example-${Number(place) - 1}@@`);
  if (text.includes('{{')) throw new Error(`sections/${id}.yaml: a placeholder does not stand alone on a line`);
  const html = block(text)
    .replaceAll(/<p>@@picture-([\w-]+)@@<\/p>/g, (_, picture: string) => figure(picture))
    .replaceAll(/<p>@@question-([\w-]+)@@<\/p>/g, (_, question: string) => {
      if (source.questions[question]?.section !== id)
        throw new Error(`sections/${id}.yaml: "${question}" is no question of this section`);
      return `<div data-question="${question}"></div>`;
    })
    .replaceAll(/<p>@@example-(\d+)@@<\/p>/g, (_, place: string) => {
      if (!examples[Number(place)]) throw new Error(`sections/${id}.yaml: there is no example ${Number(place) + 1}`);
      return `<div data-example="${place}"></div>`;
    });
  return { id, title, minutes, summary, html, examples: shown.map(toExample), concepts, rules, next, aws };
}

function figure(id: string): string {
  const picture = source.pictures.find((each) => each.id === id);
  if (!picture) throw new Error(`there is no picture "${id}"`);
  return `<figure class="picture">${drawPicture(picture)}<figcaption>${inline(picture.title)}</figcaption></figure>`;
}

function toExample({ title, file, text, found, rejectedByCli, changes }: ShownExample): Example {
  const marks = found.map(({ offset, length, severity }) => ({
    offset,
    length,
    severity: severity as 'error' | 'warning',
  }));
  return {
    title,
    file,
    text,
    html: highlightLines(text.trimEnd(), marks),
    findings: found.map(({ rule, severity, message, offset }) => ({
      rule,
      severity: severity as 'error' | 'warning',
      message,
      line: text.slice(0, offset).split('\n').length,
    })),
    rejectedByCli,
    changes: changes && {
      ...changes,
      runs: changes.runs.map((run) => ({ ...run, removed: run.removed.map((line) => highlight(line)) })),
    },
  };
}

function toExercise(id: string, exercise: ExerciseSource): Course['exercises'][number] {
  const { title, section, level, story, files, solution, hints, explanation } = exercise;
  const starts = textsAfter(files);
  const solved = textsAfter(files, solution);
  return {
    id,
    title,
    section,
    level,
    story: block(story),
    files: files.map(({ name }, i) => ({ name, start: starts[i]!, solution: solved[i]! })),
    symptoms: symptomsOf(toIncident(exercise), exercise.shows),
    hints: hints.map(inline),
    explanation: block(explanation),
  };
}

/** The rules that the course refers to. */
function rulesOfCourse(): string[] {
  const named = new Set<string>();
  for (const { rules, examples, body } of Object.values(source.sections)) {
    for (const rule of rules) named.add(rule);
    for (const { findings } of examples) for (const rule of findings) named.add(rule);
    for (const [, rule] of body.matchAll(/\]\(rule:([\w-]+)\)/g)) named.add(rule!);
  }
  for (const { rule } of Object.values(source.questions)) if (rule) named.add(rule);
  return [...named].sort();
}

function ruleCard(id: string): RuleCard | undefined {
  const entry = catalogueEntry(id);
  return entry && { title: entry.title, severity: entry.severity, html: block(entry.why) };
}

/** The section that teaches a rule: the first that lists it, otherwise the one of the rule's concept. */
function sectionOfRule(id: string, { concepts }: CourseSource): string {
  const listed = sections.find(({ rules }) => rules.includes(id));
  const concept = catalogueEntry(id)?.rule?.concept;
  return listed?.id ?? (concept && concepts[concept]?.section) ?? 'reading-a-rejection';
}

function each<A, B>(items: Readonly<Record<string, A>>, change: (item: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(items).map(([id, item]) => [id, change(item)]));
}

const output = (name: string, content: unknown, depth: number) => ({
  path: `server/src/course/${name}.generated.json`,
  text: jsonLines(content, depth),
});

writeOutputs([
  output('course', course, 2),
  output('concepts', source.concepts, 1),
  output('goals', each(source.exercises, toIncident), 1),
  output(
    'lessons',
    {
      sections: Object.fromEntries(sections.map(({ id, title }) => [id, title])),
      rules: Object.fromEntries(CATALOGUE.map(({ id }) => [id, sectionOfRule(id, source)])),
    },
    2,
  ),
]);
