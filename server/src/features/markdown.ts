/** The only way to make Markdown: text from a file is inserted as code or as plain words, and never becomes markup. */
import { visible } from '../model/visible.ts';
import { cut } from '../model/wording.ts';
import type { MemberDocs } from '../schema/docs.ts';

declare const markdown: unique symbol;

/** Markdown whose markup is all ours. */
export type Markdown = string & { readonly [markdown]: true };

/** A template that accepts only Markdown values, so that unescaped text cannot slip in. */
export function md(texts: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  return String.raw({ raw: texts }, ...values) as Markdown;
}

/**
 * Text that we wrote, with its markup: from the docs, the catalogue or the course. Never use it for text from a file.
 */
export function ours(text: string): Markdown {
  return text as Markdown;
}

/** Text from a file or from AWS as plain words: nothing in it becomes a link, a picture, a command or HTML. */
export function plainWords(text: string): Markdown {
  // Escapes the markup characters of CommonMark and GitHub's dialect, and colons, dots and at signs, which would turn
  // addresses into links.
  return visible(text).replaceAll(/(?<!\w)-|[!#$&(-+.:<=>@[-`{-~]/g, '\\$&') as Markdown;
}

/** Text from a file as code: on one line, and cut if too long to read. */
export function code(text: string): Markdown {
  const short = cut(visible(text), 120) || '""';
  // A code span ends with as many backticks as it begins with, so the fence must be longer than any run inside.
  const fence = '`'.repeat(1 + Math.max(0, ...(short.match(/`+/g) ?? []).map((run) => run.length)));
  const space = /^[` ]|[` ]$/.test(short) ? ' ' : '';
  return `${fence}${space}${short}${space}${fence}` as Markdown;
}

/** A link to one of our pages, a page of AWS, or one of our commands. */
export function link(title: string, address: string): Markdown {
  return `[${title}](${address})` as Markdown;
}

/** Joins paragraphs or other pieces; missing ones are left out. */
export function together(pieces: readonly (Markdown | false | undefined)[], between = '\n\n'): Markdown {
  return pieces.filter(Boolean).join(between) as Markdown;
}

/** Facts as a list, each with a name and a text of ours. Facts without a text are left out. */
export function facts(lines: readonly (readonly [name: string, text: Markdown | false | undefined])[]): Markdown {
  return lines
    .flatMap(([name, text]) => (text ? [`- ${name}: ${text.replace(/\.$/, '')}`] : []))
    .join('\n') as Markdown;
}

/** The facts shown below a member's text, in a hover and next to a suggestion. */
export function memberFacts(docs: MemberDocs): Markdown {
  return facts([
    ['Default', news(docs.default, 'none')],
    ['Values', written(docs.range)],
    ['Launch types', news(docs.launchTypes, 'all')],
    ['Note', written(docs.depends)],
  ]);
}

/** A text from the docs, unless it says what goes without saying. */
function news(text: string | undefined, usual: string): Markdown | undefined {
  return text === usual ? undefined : written(text);
}

/** A text from the docs that may be missing. */
export function written(text: string | undefined): Markdown | undefined {
  return text as Markdown | undefined;
}
