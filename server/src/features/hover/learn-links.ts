import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { type LessonLink, lessonOfRule } from '../../course/lessons.ts';
import { link, type Markdown, md, together } from '../markdown.ts';

/** The client's command that opens a section of the lesson; its argument is the section's id. */
const LEARN_COMMAND = 'taskdef.learn';

/**
 * A line of links to sections of the lesson; undefined for none. Ids and titles are our own and never come from a file.
 */
export function learnLine(links: readonly (LessonLink | undefined)[]): Markdown | undefined {
  const unique = new Map(links.flatMap((each) => (each ? [[each.section, each.title] as const] : [])));
  if (unique.size === 0) return undefined;
  const written = [...unique].map(([section, title]) =>
    link(title, `command:${LEARN_COMMAND}?${encodeURIComponent(JSON.stringify([section]))}`),
  );
  return md`Learn: ${together(written, ', ')}`;
}

/** The action that opens the section about a rule. */
export function learnActions(rule: string, diagnostic: Diagnostic): CodeAction[] {
  const section = lessonOfRule(rule);
  if (!section) return [];
  return [
    {
      title: `Learn: why (${section.title})`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title: `Learn: ${section.title}`, command: LEARN_COMMAND, arguments: [section.section] },
    },
  ];
}
