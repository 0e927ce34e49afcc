import { EXAMPLE_ACCOUNTS } from './home.ts';

/** Stands for the name of a task definition, a container or a log group that only the user can choose. */
export const UNKNOWN_SERVICE = 'my-service';

/**
 * Stand-ins for a value that the user must supply: those that our completions, fixes and snippets write, and those that
 * people write by hand. Account numbers are those of AWS's documentation, checked 2026-11-28. `${…}`, `<…>` and the
 * like are not included: a tool replaces those, not a person.
 */
const WORDS = [
  new RegExp(`(?<!\\d)(?:${EXAMPLE_ACCOUNTS.join('|')})(?!\\d)`),
  /(?<![A-Za-z0-9_])(?:ACCOUNT_ID|AWS_ACCOUNT_ID|TASK_ROLE|EXECUTION_ROLE|REGION|REGISTRY|REPOSITORY|IMAGE|TAG|BUCKET|FS_ID|AP_ID)(?![A-Za-z0-9_])/,
  /(?<![A-Za-z0-9])(?:REPLACE|CHANGE|FILL)[_-]?(?:ME|THIS|IN)(?![A-Za-z0-9])/,
  /(?<![A-Za-z0-9_])(?:YOUR|MY)_[A-Z0-9_]+/,
  /(?<![A-Za-z0-9])(?:TODO|FIXME)(?![A-Za-z0-9])/,
  /-AbCdEf(?![A-Za-z0-9])(?<=:secret:[\w/+=.@-]{0,512})/,
  /(?<=:parameter\/)NAME(?![\w./-])/,
  /(?<![A-Za-z0-9])(?:fs|fsap|subnet|sg)-0123456789abcdef[01](?![0-9a-f])/,
  /(?<=:targetgroup\/[\w-]{1,32}\/)0123456789abcdef(?![0-9a-f])/,
  /(?<![\w.-])my-(?:service|team)(?![\w.-])/,
  // A host of nobody, where an address is expected; the first part of an image's name looks alike.
  /(?<=\/\/(?:[\w-]+\.)?)example\.com(?![\w.-])/,
];
const WORD = new RegExp(WORDS.map(({ source }) => source).join('|'), 'g');

/** Whether a text has a word in it that is to be replaced. */
export function hasStandIn(text: string): boolean {
  return text.search(WORD) >= 0;
}

/** The words in a text that are to be replaced, with their offsets. */
export function standInsIn(text: string): RegExpExecArray[] {
  return [...text.matchAll(WORD)];
}

/** What stands for the text of a member that nothing tells: `CONTAINER_PATH` for `containerPath`. */
export function standInFor(key: string): string {
  return key.replaceAll(/(?<=[a-z])([A-Z])/g, '_$1').toUpperCase();
}

/** Whether a member's text only stands for one. A single word may be meant: a variable may be called `NAME`. */
export function isStandInFor(key: string, text: string): boolean {
  return text.includes('_') && text === standInFor(key);
}
