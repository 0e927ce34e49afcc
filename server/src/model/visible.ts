/**
 * Text of files, names and systems as it may be shown: a terminal, a build server and a reader see letters and nothing happens.
 * Everything that shows such text takes it from here.
 */

/**
 * Characters that do something where they are shown: controls (C0, C1, delete), line separators, marks that turn the direction of
 * writing (Unicode Standard Annex 9, Bidi_Control), and signs without a width, which make two names look the same.
 */
const ACTIVE =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/**
 * `##[error]` anywhere in a line is a command to GitHub's runner, `##vso[…]` to Azure Pipelines and `##teamcity[…]` to TeamCity.
 * .NET compares texts without the characters that Unicode lets programs ignore, so they may stand in between.
 * Source: actions/runner, ActionCommand.cs (TryParse); microsoft/azure-pipelines-agent, Command.cs (LoggingCommandPrefix);
 * TeamCity documentation, Service Messages; checked 2026-11-28.
 */
const COMMAND = /(#\p{DI}*)#(?=[\p{DI}\w]*\[)/gu;

/** Where `::error::` would be a command to GitHub's runner: at the beginning of a line, after blanks. */
const COMMAND_LINE = /^([\s\p{DI}]*):(?=\p{DI}*:)/u;

/** The sign that stands in place of a character that would do something. */
const SIGN = '\uFFFD';

/** Text on one line with everything active as a visible sign, as wide as before. Doing it twice changes nothing. */
export function visible(text: string): string {
  return text
    .replaceAll(ACTIVE, (character) => {
      const code = character.charCodeAt(0);
      if (code < 0x20) return String.fromCharCode(0x2400 + code);
      return code === 0x7f ? '\u2421' : SIGN;
    })
    .replaceAll(COMMAND, `$1${SIGN}`);
}

/** A line of text, made of visible pieces, that no build server takes for a command. */
export function withoutCommand(line: string): string {
  return line.replace(COMMAND_LINE, `$1${SIGN}`).replaceAll(COMMAND, `$1${SIGN}`);
}

/**
 * A text in a format that has a way to write characters by their numbers: nothing is lost, and nothing active stands there.
 * Commands to build servers are broken up with the same means. The format's own line breaks stay.
 * @param byNumber writes a UTF-16 code unit as the format wants it
 */
export function visibleByNumber(text: string, byNumber: (codeUnit: number) => string): string {
  const each = (characters: string) =>
    Array.from({ length: characters.length }, (_, i) => byNumber(characters.charCodeAt(i)));
  return text
    .replaceAll(ACTIVE, (character) => (/[\t\n\r]/.test(character) ? character : each(character).join('')))
    .replaceAll(COMMAND, (_, before: string) => `${before}${byNumber(0x23)}`);
}
