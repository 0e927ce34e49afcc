import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../analysis.ts';
import { type Brief, type BriefFinding, brief } from '../brief/brief.ts';
import { placed } from '../brief/shown.ts';
import { applyConfig } from '../config/config.ts';
import { cut } from '../model/wording.ts';
import { readFile, readText, TASK_FILE } from '../node/files.ts';
import { surviveFailures } from '../rules/run.ts';
import { ConfigFinder } from './config.ts';
import { tell } from './output.ts';
import { relativePath } from './place.ts';
import { plural, shownLines } from './show.ts';

/** The most to write to standard error, in bytes. Assistants read all of it. */
const MOST_BYTES = 2048;
/** The input may include the whole text that was written. */
const INPUT = { most: 64 * 1024 * 1024, streams: true };
const MOST_FILES = 50;
const DEEPEST = 6;

/**
 * Runs after an assistant has written a file. Prints nothing unless Amazon ECS would refuse the file; then it prints
 * the errors to standard error. Ignores files that are not task definitions or cannot be read.
 * @param paths the files; if there are none, the input names them, as JSON in the form that common assistants use
 * @returns the exit status: 0, or 2 if ECS would refuse a file, which tells assistants to read the errors
 */
export function hook(paths: readonly string[]): number {
  surviveFailures(() => {});
  const files = paths.length > 0 ? paths.map((path) => resolve(path)) : filesOf(inputText());
  const refused = [...new Set(files)].slice(0, MOST_FILES).flatMap(refusalOf);
  if (refused.length === 0) return 0;
  tell(shownLines(reportOf(refused)));
  return 2;
}

interface Refusal extends Brief {
  readonly file: string;
}

function refusalOf(file: string): Refusal[] {
  try {
    const text = readText(file, TASK_FILE);
    const { detection, document, findings } = analyse(text, file, 'open');
    if (!detection.accepted) return [];
    const settings = new ConfigFinder().find(file, () => {});
    const judged = settings ? applyConfig(settings.config, settings.path, findings) : findings;
    const errors = judged.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) return [];
    const source = TextDocument.create('', 'json', 0, text);
    return [{ file: relativePath(file), ...brief(source, document, placed(errors, source)) }];
  } catch {
    return [];
  }
}

function inputText(): string {
  try {
    return readFile(0, INPUT).bytes.toString('utf8');
  } catch {
    return '';
  }
}

/** The errors of all files, as many as fit. */
function reportOf(refused: readonly Refusal[]): string {
  const last = (count: number) => `and ${count} more: taskdef check --format agent ${cut(refused[0]!.file, 200)}`;
  const room = MOST_BYTES - Buffer.byteLength(last(99_999)) - 2;
  const lines: string[] = [];
  let used = 0;
  let left = 0;
  const add = (text: string): boolean => {
    // The visible sign shown in place of a control character may take up to two more bytes than the character.
    const size = Buffer.byteLength(shownLines(text)) + 1;
    if (used + size > room) return false;
    used += size;
    lines.push(text);
    return true;
  };
  for (const { file, errors, findings, more = 0 } of refused) {
    const isNamed = add(`Amazon ECS would refuse ${cut(file, 200)}: ${plural(errors, 'error')}.`);
    let hasRoom = isNamed;
    for (const finding of findings) {
      hasRoom &&= add(textOf(finding));
      if (!hasRoom) left++;
    }
    left += more;
  }
  return left > 0 ? [...lines, last(left)].join('\n') : lines.join('\n');
}

function textOf({ at, rule, message, fix }: BriefFinding): string {
  const text = `${at} ${rule}: ${message}`;
  if (!fix) return text;
  const edits = fix.edits?.map((edit) => `${edit.at} becomes ${JSON.stringify(edit.text)}`).join('; ');
  return `${text}\n  fix: ${fix.title}${edits ? ` (${edits})` : ''}`;
}

/**
 * The absolute paths of the files that a hook's input names. Source: the hook documentation of Claude Code, VS Code and
 * Codex (`tool_input`), GitHub Copilot (`toolArgs`, JSON in a text), Cursor (`file_path`), Gemini CLI (`tool_input`),
 * Windsurf (`tool_info`) and Kiro (`tool_input.path`); checked 2026-11-28.
 */
function filesOf(input: string): string[] {
  const fields = objectOf(input);
  const roots = [fields?.cwd, ...(Array.isArray(fields?.workspace_roots) ? fields.workspace_roots : [])];
  const folder = roots.find((root): root is string => typeof root === 'string') ?? '.';
  const found: string[] = [];
  const own = { file_path: fields?.file_path, filePath: fields?.filePath, path: fields?.path };
  for (const part of [own, fields?.tool_input, fields?.toolArgs, fields?.toolInput, fields?.tool_info])
    collect(typeof part === 'string' ? objectOf(part) : part, found);
  return found.flatMap((path) => absolute(folder, path));
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Collects the paths named in a tool's arguments, including those in lists and patches. */
function collect(value: unknown, found: string[], depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  for (const [key, part] of Object.entries(value)) {
    if (found.length >= MOST_FILES) return;
    if (typeof part !== 'string') {
      if (key === 'files' && Array.isArray(part)) found.push(...part.filter((one) => typeof one === 'string'));
      collect(part, found, depth + 1);
    } else if (/^(?:file_?|target_?|absolute_?)?path$|^target_file$/i.test(key)) found.push(part);
    else if (/^(?:command|input|patch)$/.test(key))
      for (const [, path] of part.matchAll(/^\*\*\* (?:(?:Add|Update) File|Move to): (.+)$/gm))
        found.push(path!.trim());
  }
}

function absolute(folder: string, path: string): string[] {
  try {
    return [path.startsWith('file:') ? fileURLToPath(path) : resolve(folder, path)];
  } catch {
    return [];
  }
}
