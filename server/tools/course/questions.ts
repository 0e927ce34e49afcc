import type { Question } from '../../src/course/course.ts';
import { COMPUTED } from './computed/index.ts';
import { escapeHtml } from './highlight.ts';
import { block, inline } from './markdown.ts';
import type { QuestionSource } from './read.ts';

/** A question as the view shows it. Throws if its members do not belong together. */
export function toQuestion(id: string, source: QuestionSource): Question {
  const { section, rule, level, knowledgeCheck, kind = 'one', vary, computed, question } = source;
  const fail = (what: string): never => {
    throw new Error(`questions/${id}.yaml: ${what}`);
  };
  const rows = computed === undefined ? source.rows : (COMPUTED[computed] ?? fail(`"${computed}" is not computed`))();
  const base = {
    id,
    section,
    rule,
    level,
    knowledgeCheck,
    html: block(question),
    vary: vary && toPools(vary),
    rows: rows?.map((row) => texts(row)),
  };
  const why = source.why === undefined ? '' : inline(source.why);
  const near = (answer: (text: string) => string) =>
    (source.near ?? []).map((each) => ({ answer: answer(String(each.answer)), why: inline(each.why) }));
  switch (kind) {
    case 'one':
    case 'all': {
      const options = (source.options ?? []).map(({ text, right, why }) => ({
        html: inline(text),
        right: right === true,
        why: inline(why),
      }));
      const right = options.filter((option) => option.right).length;
      if (kind === 'one' && right !== 1) fail(`${right} options are right`);
      if (kind === 'all' && (right === 0 || right === options.length)) fail('either all options are right, or none');
      return { ...base, kind, options };
    }
    case 'order':
      return { ...base, kind, items: (source.items ?? []).map(inline), why };
    case 'value':
      return {
        ...base,
        kind,
        accepts: (source.accepts ?? []).map(String),
        unit: source.unit,
        why,
        near: near((text) => text),
      };
    case 'line': {
      const code = codeOf(question) ?? fail('there is no code to mark a line of');
      const lineOf = (words: string): number => {
        const found = code.split('\n').flatMap((line, i) => (line.includes(words) ? [i + 1] : []));
        return found.length === 1 ? found[0]! : fail(`${found.length} lines have "${words}"`);
      };
      return {
        ...base,
        kind,
        lines: (source.lines ?? []).map(lineOf),
        why,
        near: near((words) => String(lineOf(words))),
      };
    }
    case 'time':
      return {
        ...base,
        kind,
        at: '{{at}}',
        end: '{{end}}',
        step: '{{step}}',
        checks: '{{checks}}',
        why,
        near: near((text) => text),
      };
  }
}

/** The code that a question shows; undefined if it shows none. */
export function codeOf(question: string): string | undefined {
  return /^```jsonc?\n([\s\S]*?)\n```/m.exec(question)?.[1];
}

/** Values for places, which end up within HTML. */
export function toPools(source: Readonly<Record<string, readonly (string | number)[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(source).map(([name, values]) => [name, values.map((value) => escapeHtml(String(value)))]),
  );
}

/** Sentences of a row are markdown, like every text of a question. */
function texts(row: Readonly<Record<string, string | number>>): Record<string, string> {
  const html = (value: string) => (value.includes(' `') || value.startsWith('`') ? inline(value) : escapeHtml(value));
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, html(String(value))]));
}
