import { cut } from '../model/wording.ts';
import type { MemberDocs } from '../schema/docs.ts';

/** Text from a file or from AWS as plain words in markdown: nothing in it becomes a link, a command or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (sign) => `\\${sign}`);
}

/** Text from a file as code. What would end the code early, or is too long to read, is written as plain words. */
export function code(text: string): string {
  const short = cut(text, 120);
  return /[`\r\n]|^\s|\s$|^$/.test(short) ? escapeMarkdown(short.replaceAll(/\s+/g, ' ')) : `\`${short}\``;
}

/** Facts as a list, those without a text left out. Each is a name and a text of ours. */
export function facts(lines: readonly (readonly [name: string, text: string | false | undefined])[]): string {
  return lines.flatMap(([name, text]) => (text ? [`- ${name}: ${text.replace(/\.$/, '')}`] : [])).join('\n');
}

/** What stands below the text of a member, in a hover and beside a suggestion. */
export function memberFacts(docs: MemberDocs): string {
  return facts([
    ['Default', docs.default],
    ['Values', docs.range],
    ['Launch types', docs.launchTypes],
    ['Note', docs.depends],
  ]);
}
