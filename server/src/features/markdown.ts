/** The one way to make markdown: text of a file gets in as code or as plain words, and nothing of it becomes markup. */
import { visible } from '../model/visible.ts';
import { cut } from '../model/wording.ts';
import type { MemberDocs } from '../schema/docs.ts';

declare const markdown: unique symbol;

/** Markdown whose markup is all ours. */
export type Markdown = string & { readonly [markdown]: true };

/** A template whose values are markdown: text that is not cannot be put in. */
export function md(texts: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  return String.raw({ raw: texts }, ...values) as Markdown;
}

/** A text that we wrote, with its markup: from the docs, the catalogue, the course. Never for text of a file. */
export function ours(text: string): Markdown {
  return text as Markdown;
}

/** Text from a file or from AWS as plain words: nothing in it becomes a link, a picture, a command or HTML. */
export function plainWords(text: string): Markdown {
  // What markup is made of in CommonMark and GitHub's dialect; a colon, a dot or an at sign would make addresses into links.
  return visible(text).replaceAll(/(?<!\w)-|[!#$&(-+.:<=>@[-`{-~]/g, '\\$&') as Markdown;
}

/** Text from a file as code: on one line, and not too long to read. */
export function code(text: string): Markdown {
  const short = cut(visible(text), 120) || '""';
  // A code span ends with as many backticks as it begins with, so it begins with more than there are inside.
  const fence = '`'.repeat(1 + Math.max(0, ...(short.match(/`+/g) ?? []).map((run) => run.length)));
  const space = /^[` ]|[` ]$/.test(short) ? ' ' : '';
  return `${fence}${space}${short}${space}${fence}` as Markdown;
}

/** A link to a page of ours or of AWS, or to a command of ours. */
export function link(title: string, address: string): Markdown {
  return `[${title}](${address})` as Markdown;
}

/** Paragraphs or other pieces; those that are not there are left out. */
export function together(pieces: readonly (Markdown | false | undefined)[], between = '\n\n'): Markdown {
  return pieces.filter(Boolean).join(between) as Markdown;
}

/** Facts as a list, those without a text left out. Each is a name and a text of ours. */
export function facts(lines: readonly (readonly [name: string, text: Markdown | false | undefined])[]): Markdown {
  return lines
    .flatMap(([name, text]) => (text ? [`- ${name}: ${text.replace(/\.$/, '')}`] : []))
    .join('\n') as Markdown;
}

/** What stands below the text of a member, in a hover and beside a suggestion. */
export function memberFacts(docs: MemberDocs): Markdown {
  return facts([
    ['Default', written(docs.default)],
    ['Values', written(docs.range)],
    ['Launch types', written(docs.launchTypes)],
    ['Note', written(docs.depends)],
  ]);
}

/** A text of the docs that may not be there. */
export function written(text: string | undefined): Markdown | undefined {
  return text as Markdown | undefined;
}
