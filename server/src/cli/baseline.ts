import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Finding } from '../findings/finding.ts';
import { BASELINE, isMissing, readFile, reasonOf } from '../node/files.ts';
import { UsageError } from './input.ts';
import { pathOf } from './names.ts';
import { lastingPath, relativePath } from './place.ts';
import { type Before, NotWritten, removeLeftovers, writeAtomically } from './write.ts';

/** A finding that the baseline lists, so it is not reported again. */
interface Entry {
  /** The path relative to the baseline's folder, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  /**
   * Like a JSON pointer, but by name where an item has one, so that adding or removing other containers changes
   * nothing.
   */
  readonly path: string;
  /** How many findings the rule has in this place. 1 if left out. */
  readonly count?: number;
}

/**
 * The findings that a project has decided to live with; only new ones are reported. An entry is a rule and a place in a
 * file. It has no line number and no message, so edits elsewhere in the file do not bring the finding back.
 */
export class Baseline {
  private readonly folder: string;
  private readonly known = new Map<string, Entry>();
  private readonly current = new Map<string, Map<string, Entry>>();

  private constructor(
    private readonly path: string,
    /** The file that the baseline was read from; undefined if there is none yet. */
    private readonly before?: Before,
  ) {
    this.folder = dirname(resolve(path));
  }

  /** Reads a baseline. @throws UsageError if it does not exist or cannot be read */
  static read(path: string): Baseline {
    const { before, entries } = readEntries(path);
    const baseline = new Baseline(path, before);
    for (const entry of entries) baseline.known.set(keyOf(entry), entry);
    return baseline;
  }

  /** A baseline that will be written. It keeps the entries of files that this run does not check. */
  static toWrite(path: string): Baseline {
    return existsSync(path) ? Baseline.read(path) : new Baseline(path);
  }

  /** Splits the findings of a file into those that are new and the number of those that the baseline has. */
  split(file: string, findings: readonly Finding[]): { fresh: Finding[]; known: number } {
    const used = new Map<string, number>();
    const fresh = findings.filter((finding) => {
      const key = keyOf(this.entry(file, finding));
      const count = (used.get(key) ?? 0) + 1;
      used.set(key, count);
      return count > (this.known.get(key)?.count ?? (this.known.has(key) ? 1 : 0));
    });
    return { fresh, known: findings.length - fresh.length };
  }

  /** Records all findings of a file that was checked. */
  note(file: string, findings: readonly Finding[]): void {
    const entries = new Map<string, Entry>();
    for (const finding of findings) {
      const entry = this.entry(file, finding);
      const before = entries.get(keyOf(entry));
      entries.set(keyOf(entry), before ? { ...entry, count: (before.count ?? 1) + 1 } : entry);
    }
    this.current.set(this.name(file), entries);
  }

  /** How many entries of the checked files are no longer needed. */
  get outdated(): number {
    let count = 0;
    for (const [key, entry] of this.known) {
      const now = this.current.get(entry.file);
      if (now && (now.get(key)?.count ?? (now.has(key) ? 1 : 0)) < (entry.count ?? 1)) count++;
    }
    return count;
  }

  /**
   * Writes the recorded findings, and the old entries of files that still exist but were not checked.
   * @returns the number of entries, or why the file was not written
   */
  write(): number | string {
    const entries = [...this.current.values()].flatMap((found) => [...found.values()]);
    for (const entry of this.known.values()) {
      if (!this.current.has(entry.file) && existsSync(pathOf(resolve(this.folder, entry.file)))) entries.push(entry);
    }
    entries.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    try {
      removeLeftovers(this.folder);
      writeAtomically(this.path, `${JSON.stringify({ version: 1, findings: entries }, null, 2)}\n`, this.before);
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      return error.message;
    }
    return entries.length;
  }

  private entry(file: string, finding: Finding): Entry {
    return { file: this.name(file), rule: finding.rule, path: lastingPath(finding) };
  }

  private name(file: string): string {
    return file === '-' ? '-' : relativePath(file, this.folder);
  }
}

function keyOf({ file, rule, path }: Entry): string {
  return JSON.stringify([file, path, rule]);
}

function readEntries(path: string): { before: Before; entries: Entry[] } {
  let content: unknown;
  let before: Before;
  try {
    const { bytes, state } = readFile(path, BASELINE);
    before = { stamp: state, text: bytes.toString('utf8') };
    content = JSON.parse(before.text);
  } catch (error) {
    if (isMissing(error))
      throw new UsageError(`There is no baseline ${path}. Create it with --baseline ${path} --write-baseline.`, true);
    // The parser's own message quotes the text, which may hold a secret.
    const reason = error instanceof SyntaxError ? 'It is not valid JSON.' : reasonOf(error);
    throw new UsageError(`The baseline ${path} cannot be read. ${reason}`, true);
  }
  const { version, findings } = (content ?? {}) as { version?: unknown; findings?: unknown };
  if (version !== 1 || !Array.isArray(findings) || !findings.every(isEntry))
    throw new UsageError(
      `${path} is not a baseline of this version of taskdef. Delete it and create one with --write-baseline.`,
      true,
    );
  return { before, entries: findings };
}

function isEntry(value: unknown): value is Entry {
  const { file, rule, path, count } = (value ?? {}) as Record<string, unknown>;
  const texts = typeof file === 'string' && typeof rule === 'string' && typeof path === 'string';
  return texts && (count === undefined || Number.isInteger(count));
}
