/**
 * Makes text from files, names and systems safe to show: a terminal, a build server or a reader sees plain characters,
 * and none of them takes effect. All code that shows such text goes through here.
 */

/**
 * Characters that have an effect where they are shown: control characters (C0, C1, delete), line separators, marks that
 * change the writing direction (Unicode Standard Annex 9, Bidi_Control), and zero-width characters, which make two
 * names look the same.
 */
const ACTIVE =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/** The same without the tab and the line breaks that formats write themselves: to find each of those takes long. */
const ACTIVE_BESIDES_BREAKS =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/**
 * `##[error]` anywhere in a line is a command to GitHub's runner, `##vso[…]` to Azure Pipelines and `##teamcity[…]` to
 * TeamCity.
 * .NET compares strings without the characters that Unicode calls default ignorable, so those may come in between.
 * Source: actions/runner, ActionCommand.cs (TryParse); microsoft/azure-pipelines-agent, Command.cs
 * (LoggingCommandPrefix); TeamCity documentation, Service Messages; checked 2026-11-28.
 */
const COMMAND = /(#\p{DI}*)#(?=[\p{DI}\w]*\[)/gu;

/** Whether any line has one of these commands. Most texts have none, and are then left alone after one look. */
const ANY_COMMAND =
  /(?<![^\n])[\t\v\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\p{DI}]*:\p{DI}*:|#\p{DI}*#/u;

/** Where GitHub's runner would take `::error::` for a command: at the start of a line, after optional white space. */
const COMMAND_LINE = /^([\s\p{DI}]*):(?=\p{DI}*:)/u;

/** Shown in place of a character that would have an effect. */
const SIGN = '\uFFFD';

/** What is in no text that is shown as it is: most are plain ASCII. */
const SUSPECT = /[^\x20-\x7E]|#/;

/** The text on one line, with every active character replaced by a visible one of the same width. Idempotent. */
export function visible(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replaceAll(ACTIVE, (character) => {
      const code = character.charCodeAt(0);
      if (code < 0x20) return String.fromCharCode(0x2400 + code);
      return code === 0x7f ? '\u2421' : SIGN;
    })
    .replaceAll(COMMAND, `$1${SIGN}`);
}

/**
 * Changes lines, made of text that has been through {@link visible}, so that no build server takes one for a command.
 */
export function withoutCommands(text: string): string {
  return ANY_COMMAND.test(text) ? text.split('\n').map(withoutCommand).join('\n') : text;
}

function withoutCommand(line: string): string {
  return line.replace(COMMAND_LINE, `$1${SIGN}`).replaceAll(COMMAND, `$1${SIGN}`);
}

/**
 * Escapes text for a format that can write characters by their numbers: nothing is lost, and nothing active remains.
 * Commands to build servers are broken up in the same way. The format's own line breaks stay.
 * @param byNumber writes a UTF-16 code unit in the format's notation
 */
export function visibleByNumber(text: string, byNumber: (codeUnit: number) => string): string {
  const each = (characters: string) =>
    Array.from({ length: characters.length }, (_, i) => byNumber(characters.charCodeAt(i)));
  return text
    .replaceAll(ACTIVE_BESIDES_BREAKS, (characters) => each(characters).join(''))
    .replaceAll(COMMAND, (_, before: string) => `${before}${byNumber(0x23)}`);
}

/** The same as {@link visible} for text of several lines; line breaks are kept. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/**
 * The same as {@link visible} for a message in an editor. VS Code makes links of `[text](command:…)` and
 * `[text](https://…)` in the messages of extensions and servers, also where the text is the name of a file.
 * Source: microsoft/vscode, linkedText.ts (LINK_REGEX), checked 2026-11-28.
 */
export function visibleInMessage(text: string): string {
  return visible(text).replaceAll('](', '] (');
}
