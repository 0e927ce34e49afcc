import { dirname, resolve } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse, type Beside, outlineOf, seeksTasks, withTasksBeside } from '../analysis.ts';
import { placed } from '../brief/shown.ts';
import { applyConfig } from '../config/config.ts';
import type { Finding } from '../findings/finding.ts';
import { fixAll, safeFix } from '../findings/fixes.ts';
import { type Checked, type Repaired, repair } from '../findings/repair.ts';
import { withEncodingFinding } from '../findings/text.ts';
import { type Intent, kindsIn } from '../formats/detection.ts';
import { failureText, surviveFailures } from '../rules/run.ts';
import type { Span } from '../syntax/node.ts';
import type { Baseline } from './baseline.ts';
import { ConfigFinder } from './config.ts';
import { summaryOfRepair, unifiedDiff } from './diff.ts';
import type { Format, Outcome } from './formats/format.ts';
import type { FormatName } from './formats/index.ts';
import { type Found, type Input, readFound, readIn } from './input.ts';
import { line, type Printable, shown, shownName } from './show.ts';
import { NotWritten, removeLeftovers, writeAtomically } from './write.ts';

/** Options of `taskdef check`. */
export interface CheckOptions {
  readonly format: FormatName;
  readonly fix: boolean;
  /** Also applies fixes that are not safe. */
  readonly repair: boolean;
  /** Prints the repairs as a diff and writes nothing. */
  readonly dryRun: boolean;
  readonly hints: boolean;
  /** Shows errors only. */
  readonly quiet: boolean;
  /** The run fails if there are more warnings than this. */
  readonly maxWarnings: number | undefined;
  /** The baseline file. */
  readonly baseline: string | undefined;
  /** Writes the baseline instead of applying it. */
  readonly writeBaseline: boolean;
  /** The file name to assume for standard input. */
  readonly stdinFilename: string | undefined;
  /** Skips named files that hold nothing for ECS or no longer exist, as a list of changed files may name them. */
  readonly skipOthers: boolean;
}

/** What is counted of the files that are checked. */
export type Counts = { -readonly [K in keyof Omit<Outcome, 'kinds' | 'tooMany' | 'status'>]: Outcome[K] };

/** The counts of no file at all. */
export const NOTHING: Readonly<Counts> = {
  files: 0,
  error: 0,
  warning: 0,
  info: 0,
  hint: 0,
  fixable: 0,
  fixed: 0,
  known: 0,
};

/** A file that was checked. Plain data, like all that {@link Results} takes. */
export interface CheckedInput {
  readonly counts: Readonly<Counts>;
  /** What it holds, by the names of {@link kindsIn}. */
  readonly kinds: readonly string[];
  /** What the format has made of it; undefined if it is not to be printed. */
  readonly read: unknown;
}

/** Takes what comes of the files, in the order in which it is to be printed. */
export interface Results {
  /** Something that was named on the command line could not be checked. */
  couldNot(file: string, reason: string): void;
  /** One of our rules threw, so its findings are unknown. */
  failedRule(reason: string): void;
  /** A problem in a settings file, which may come again with each file that the settings apply to. */
  complain(problem: Printable): void;
  /** A line for standard error. */
  say(text: Printable): void;
  /** Lines for standard output, beside the format's. */
  print(text: Printable): void;
  /** A repaired text, for standard output as it is. */
  verbatim(text: string): void;
  checked(input: CheckedInput): void;
}

interface Fixed {
  readonly analysis: Analysis;
  readonly written: boolean;
}

/** Checks files one by one. What it remembers of the one for the others changes no result. */
export class Checking {
  private readonly configs = new ConfigFinder();
  private readonly cleaned = new Set<string>();
  private readonly folders = new Map<string, { readonly paths: string[]; readonly outlines: readonly Beside[] }>();

  /** @param paths as given on the command line */
  constructor(
    private readonly options: CheckOptions,
    private readonly paths: readonly string[],
    private readonly format: Pick<Format, 'read'>,
    private readonly results: Results,
    private readonly baseline?: Baseline,
  ) {
    surviveFailures((rule, error) => results.failedRule(failureText(rule, error)));
  }

  /** Checks a file that was found. */
  take(found: Found): void {
    const input = readFound(found, ({ file, reason }) => this.results.couldNot(file, reason));
    if (input) this.check(input);
  }

  private check(input: Input): void {
    if (this.options.fix && input.file !== '-') this.clean(dirname(input.file));
    const analysis = this.analyse(input.text, input);
    if (!analysis.detection.accepted) {
      const { reason } = analysis.detection;
      if (input.named)
        this.results.couldNot(
          this.nameOf(input),
          reason.startsWith('Taskdef ') ? reason : `Not a task definition. ${reason}`,
        );
      return;
    }
    this.tellUnread(input, analysis);
    if (this.options.dryRun) this.showRepair(input);
    const fixed = this.options.fix ? this.fix(input, analysis) : { analysis, written: false };
    this.show(input, kindsIn(analysis.detection), fixed);
  }

  /** Says where a Terraform file could not be read. No finding does, and silence would look like a clean result. */
  private tellUnread(input: Input, { document, findings }: Analysis): void {
    const { language, text, problems } = document;
    const isSaid = ({ offset }: Span) =>
      findings.some((one) => one.rule === 'td-invalid-json' && one.offset === offset);
    const problem = problems.find((one) => one.code === 'syntax' && !isSaid(one));
    if (language.id !== 'hcl' || !problem) return;
    const number = String(text.slice(0, problem.offset).split('\n').length);
    const why = shown(`Line ${number} could not be read, so it is not checked. ${problem.message}`);
    this.results.say(line`${shownName(this.nameOf(input))}: ${why}`);
  }

  /** Prints what `--fix=all` would do to a file, as a diff. */
  private showRepair(input: Input): void {
    const { text, repairs, left } = this.repaired(input);
    if (repairs.length === 0) return;
    this.results.print(unifiedDiff(this.nameOf(input), input.text, text, repairs));
    const errors = left.filter(({ severity }) => severity === 'error').length;
    this.results.say(
      line`${shownName(this.nameOf(input))}: ${shown(summaryOfRepair(repairs, errors, left.length - errors))}.`,
    );
  }

  private repaired(input: Input): Repaired {
    return repair(input.text, this.reader(input));
  }

  /**
   * Reads new versions of a file that is known to be a task definition. Fixes need this: they must see only the
   * findings that the baseline does not have, and a fix may remove the very thing by which the file was recognised. A
   * text that is no longer checked would look repaired without being so.
   */
  private reader(input: Input): (text: string) => Checked {
    return (text) => {
      const { document, findings } = this.analyse(text, input, 'asked');
      return { document, findings: this.fresh(this.nameOf(input), findings) };
    };
  }

  /** Removes, once per folder, the temporary files left there by runs that were killed. */
  private clean(folder: string): void {
    if (this.cleaned.has(folder)) return;
    this.cleaned.add(folder);
    removeLeftovers(folder);
  }

  /** The name under which settings, detection and readers know a text. */
  private nameOf({ file }: Input): string {
    return file === '-' ? (this.options.stdinFilename ?? file) : file;
  }

  private analyse(text: string, input: Input, intent: Intent = input.named ? 'asked' : 'open'): Analysis {
    const name = this.nameOf(input);
    let analysis = analyse(text, name, intent);
    if (input.file !== '-' && seeksTasks(analysis))
      analysis = withTasksBeside(analysis, name, this.othersBeside(input.file, analysis));
    if (!input.faithful && analysis.detection.accepted) {
      analysis = { ...analysis, findings: withEncodingFinding(analysis.document, analysis.findings) };
    }
    const found = this.configs.find(name, (problem) => this.results.complain(problem));
    return found ? { ...analysis, findings: applyConfig(found.config, found.path, analysis.findings) } : analysis;
  }

  /** The other files of a file's folder, of those that this run is about. */
  private othersBeside(file: string, { tasks, document }: Analysis): readonly Beside[] {
    const folder = dirname(file);
    let files = this.folders.get(folder);
    if (!files) {
      const read = [...readIn(folder, this.paths)];
      files = {
        paths: read.map((other) => resolve(other.file)),
        outlines: read.map((other) => outlineOf(other.text, other.file)),
      };
      this.folders.set(folder, files);
    }
    const { paths, outlines } = files;
    // A file without task definitions may stay in the list, which all those of the folder then share.
    if (tasks.length === 0 && document.language.id !== 'hcl') return outlines;
    const own = resolve(file);
    return outlines.filter((_, i) => paths[i] !== own);
  }

  private fix(input: Input, before: Analysis): Fixed {
    const asBefore = { analysis: before, written: false };
    const name = this.nameOf(input);
    const fixed = this.options.repair ? this.repaired(input).text : fixAll(input.text, this.reader(input));
    if (fixed === input.text && input.file !== '-') return asBefore;
    try {
      if (!input.faithful) throw new NotWritten('It is not in UTF-8, and writing it would lose characters.');
      if (input.file === '-') this.results.verbatim(fixed);
      else {
        const { text, stamp } = input;
        writeAtomically(input.file, fixed, stamp && { text, stamp });
      }
      return { analysis: this.analyse(fixed, input, 'asked'), written: input.file !== '-' };
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      this.results.couldNot(name, `Not written. ${error.message}`);
      return asBefore;
    }
  }

  /** The findings that are not in the baseline. */
  private fresh(name: string, findings: readonly Finding[]): readonly Finding[] {
    return this.baseline && !this.options.writeBaseline ? this.baseline.split(name, findings).fresh : findings;
  }

  private show(input: Input, kinds: readonly string[], { analysis: { document, findings }, written }: Fixed): void {
    const { writeBaseline, quiet } = this.options;
    const file = this.nameOf(input);
    const counts: Counts = { ...NOTHING, files: 1, fixed: written ? 1 : 0 };
    this.baseline?.note(file, findings);
    if (writeBaseline) return this.results.checked({ counts, kinds, read: undefined });
    const text = TextDocument.create(file, 'json', 0, document.text);
    const fresh = this.fresh(file, findings);
    counts.known = findings.length - fresh.length;
    const shown = placed(fresh, text).filter(({ finding, hint }) => {
      counts[hint ? 'hint' : finding.severity]++;
      if (quiet && finding.severity !== 'error') return false;
      if (safeFix(finding)) counts.fixable++;
      return true;
    });
    this.results.checked({ counts, kinds, read: this.format.read({ file, text, document, findings: shown }) });
  }
}
