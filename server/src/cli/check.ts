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
import { Baseline } from './baseline.ts';
import { ConfigFinder } from './config.ts';
import { summaryOfRepair, unifiedDiff } from './diff.ts';
import type { Format, Outcome } from './formats/format.ts';
import { FORMATS, type FormatName } from './formats/index.ts';
import { type Input, readIn, readInputs, type Unreadable } from './input.ts';
import { type Output, STDERR, STDOUT, tell } from './output.ts';
import { line, type Printable, plural, shown, shownLines, shownName } from './show.ts';
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

/**
 * Checks files, folders or standard input, and prints the findings.
 * @returns the exit status: 0 no errors, 1 errors or too many warnings, 2 if something named on the command line could
 * not be checked
 */
export function check(paths: readonly string[], options: CheckOptions): number {
  const run = new Run(options, paths);
  surviveFailures((rule, error) => run.failedRule(failureText(rule, error)));
  const fail = (problem: Unreadable) => run.couldNot(problem.file, problem.reason);
  for (const input of readInputs(paths, fail, options.skipOthers)) run.take(input);
  return run.finish();
}

class Run {
  private readonly counts = { error: 0, warning: 0, info: 0, hint: 0, fixable: 0, fixed: 0, known: 0, files: 0 };
  private readonly kinds = new Map<string, number>();
  private readonly configs = new ConfigFinder();
  private readonly complaints = new Set<Printable>();
  private readonly cleaned = new Set<string>();
  private readonly folders = new Map<string, { readonly paths: string[]; readonly outlines: readonly Beside[] }>();
  private readonly output: Output;
  private readonly format: Format;
  private readonly baseline: Baseline | undefined;
  private failed = false;

  constructor(
    private readonly options: CheckOptions,
    private readonly paths: readonly string[],
  ) {
    const { format, fix, hints, baseline, writeBaseline } = options;
    if (baseline !== undefined) this.baseline = writeBaseline ? Baseline.toWrite(baseline) : Baseline.read(baseline);
    // When standard input is repaired, standard output carries the repaired text.
    const aside = (fix || options.dryRun) && format === 'pretty';
    this.output = aside ? STDERR : STDOUT;
    this.format = new FORMATS[format]({
      print: (text) => this.output.print(text),
      command: (text) => this.output.command(text),
      hints,
      fix,
      colours: this.output.colours,
    });
  }

  couldNot(file: string, reason: string): void {
    this.failed = true;
    tell(line`${shownName(file)}: ${shown(reason)}`);
    this.format.problem?.(file, reason);
  }

  /** Called if one of our rules threw, so its findings are unknown. */
  failedRule(reason: string): void {
    this.failed = true;
    tell(shownLines(reason));
  }

  take(input: Input): void {
    if (this.options.fix && input.file !== '-') this.clean(dirname(input.file));
    const analysis = this.analyse(input.text, input);
    if (!analysis.detection.accepted) {
      const { reason } = analysis.detection;
      if (input.named)
        this.couldNot(this.nameOf(input), reason.startsWith('Taskdef ') ? reason : `Not a task definition. ${reason}`);
      return;
    }
    this.counts.files++;
    for (const kind of kindsIn(analysis.detection)) this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    this.tellUnread(input, analysis);
    if (this.options.dryRun) this.showRepair(input);
    this.show(input, this.options.fix ? this.fix(input, analysis) : analysis);
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
    tell(line`${shownName(this.nameOf(input))}: ${why}`);
  }

  /** Prints what `--fix=all` would do to a file, as a diff. */
  private showRepair(input: Input): void {
    const { text, repairs, left } = this.repaired(input);
    if (repairs.length === 0) return;
    STDOUT.print(unifiedDiff(this.nameOf(input), input.text, text, repairs));
    const errors = left.filter(({ severity }) => severity === 'error').length;
    tell(line`${shownName(this.nameOf(input))}: ${shown(summaryOfRepair(repairs, errors, left.length - errors))}.`);
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
    const found = this.configs.find(name, (problem) => this.complain(problem));
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

  /** Reports a problem in a settings file once. The rest of the file still applies. */
  private complain(problem: Printable): void {
    if (this.complaints.has(problem)) return;
    this.complaints.add(problem);
    tell(problem);
  }

  private fix(input: Input, before: Analysis): Analysis {
    const name = this.nameOf(input);
    const fixed = this.options.repair ? this.repaired(input).text : fixAll(input.text, this.reader(input));
    if (fixed === input.text && input.file !== '-') return before;
    try {
      if (!input.faithful) throw new NotWritten('It is not in UTF-8, and writing it would lose characters.');
      if (input.file === '-') STDOUT.verbatim(fixed);
      else {
        const { text, stamp } = input;
        writeAtomically(input.file, fixed, stamp && { text, stamp });
        this.counts.fixed++;
      }
      return this.analyse(fixed, input, 'asked');
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      this.couldNot(name, `Not written. ${error.message}`);
      return before;
    }
  }

  /** The findings that are not in the baseline. */
  private fresh(name: string, findings: readonly Finding[]): readonly Finding[] {
    return this.baseline && !this.options.writeBaseline ? this.baseline.split(name, findings).fresh : findings;
  }

  private show(input: Input, { document, findings }: Analysis): void {
    const file = this.nameOf(input);
    this.baseline?.note(file, findings);
    if (this.options.writeBaseline) return;
    const text = TextDocument.create(file, 'json', 0, document.text);
    const fresh = this.fresh(file, findings);
    this.counts.known += findings.length - fresh.length;
    const shown = placed(fresh, text).filter(({ finding, hint }) => {
      this.counts[hint ? 'hint' : finding.severity]++;
      if (this.options.quiet && finding.severity !== 'error') return false;
      if (safeFix(finding)) this.counts.fixable++;
      return true;
    });
    this.format.file({ file, text, document, findings: shown });
  }

  finish(): number {
    if (this.baseline && this.options.writeBaseline) {
      const count = this.baseline.write();
      if (typeof count === 'string') {
        this.couldNot(this.options.baseline!, `Not written. ${count}`);
        return 2;
      }
      tell(this.ofBaseline(`${count === 1 ? '1 entry' : `${count} entries`} written.`));
      return this.failed ? 2 : 0;
    }
    const outdated = this.baseline?.outdated ?? 0;
    if (outdated > 0) {
      tell(
        this.ofBaseline(
          `${outdated === 1 ? '1 entry is' : `${outdated} entries are`} no longer needed; --write-baseline removes ${outdated === 1 ? 'it' : 'them'}.`,
        ),
      );
    }
    const outcome = this.outcome();
    // These formats have no line for this, or none that people read.
    if (outcome.tooMany && ['line', 'json', 'agent', 'sarif', 'junit', 'gitlab'].includes(this.options.format))
      tell(shown(`${outcome.tooMany}.`));
    this.format.finish(outcome);
    this.output.flush();
    return outcome.status;
  }

  private ofBaseline(text: string): Printable {
    return line`${shownName(this.options.baseline ?? '')}: ${shown(text)}`;
  }

  private outcome(): Outcome {
    const { maxWarnings } = this.options;
    const { error, warning } = this.counts;
    const tooMany =
      maxWarnings !== undefined && warning > maxWarnings
        ? `${plural(warning, 'warning')}, but --max-warnings allows ${maxWarnings}`
        : undefined;
    const status = this.failed ? 2 : error > 0 || tooMany ? 1 : 0;
    return { ...this.counts, kinds: this.kinds, tooMany, status };
  }
}
