/**
 * Runs `taskdef check` over the cases of a file and says which come out wrong: `npm run cases -- FILE.jsonl [--all]`.
 * Exit status: 0 all right, 1 a miss or a false alarm, 2 the file cannot be read.
 *
 * A case is one JSON object a line:
 *   id        names it in the output
 *   expect    `bad`: a finding at `path` (or `line`) of at least `severity`; `ok`: none of `rule` there, and no error elsewhere
 *   rule      the rule that comes nearest; another one at the same place counts for a `bad` case as well
 *   severity  `error`, `warning` or `info`
 *   path      JSON pointer; empty for anywhere. A finding about a missing member may stand at what holds it
 *   line      the line of the finding, from 1, where the text has no path
 *   doc, text the document, as JSON or as it stands
 *   file      its name; `task-definition.json` where there is none
 *   how       `folder`: found by a run over its folder; otherwise it is named
 *   bytes     `latin-1`: how the text is encoded
 *   format    in place of `file`: what the text is, such as `terraform-jsonencode`. `expect` is then a sentence: a finding of
 *             `rule` is wanted, or none with the severity `none`
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { RULES } from '../server/src/rules/index.generated.ts';
import { taskdef } from './unit/cli.ts';

interface Case {
  readonly id: string;
  readonly expect: 'bad' | 'ok';
  readonly rule?: string;
  readonly severity?: Severity;
  /** Whether only a finding of `rule` counts. */
  readonly isStrict?: boolean;
  readonly path?: string | null;
  readonly line?: number;
  readonly doc?: unknown;
  readonly text?: string;
  readonly file?: string;
  readonly how?: 'folder' | 'asked';
  readonly bytes?: 'latin-1';
}

type Severity = 'error' | 'warning' | 'info';

interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number } };
}

const RANKS: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** What is wrong with how a case came out; undefined where it is right. */
function fault(one: Case, findings: readonly Finding[]): string | undefined {
  // Good practice is everywhere; it never explains a miss.
  const loud = findings.filter(({ severity, rule }) => severity !== 'info' || rule === one.rule);
  const shown = loud.map(({ rule, severity, path }) => `${severity} ${rule} at ${path || '/'}`).join('; ');
  if (one.expect === 'bad') {
    const least = RANKS[one.severity ?? 'info'];
    const here = findings.filter((finding) => isAt(one, finding) && (!one.isStrict || finding.rule === one.rule));
    if (here.some(({ severity }) => RANKS[severity] >= least)) return undefined;
    const wanted = `${one.severity ?? 'finding'} at ${one.path || (one.line ? `line ${one.line}` : '/')}`;
    return `missed: ${wanted} (${one.rule ?? 'any rule'}); found ${shown || 'nothing'}`;
  }
  const alarms = findings.filter(
    (finding) =>
      (finding.rule === one.rule && isAt(one, finding)) ||
      (finding.severity === 'error' && finding.rule !== 'td-invalid-json'),
  );
  if (alarms.length === 0) return undefined;
  return `false alarm: ${alarms.map(({ rule, path, message }) => `${rule} at ${path || '/'}: ${message}`).join('; ')}`;
}

function isAt({ path, line, expect }: Case, finding: Finding): boolean {
  if (line !== undefined) return finding.range.start.line + 1 === line;
  if (!path) return true;
  if (finding.path === path || finding.path.startsWith(`${path}/`)) return true;
  // What is missing is reported at what should hold it.
  return expect === 'bad' && finding.path !== '' && path.slice(0, path.lastIndexOf('/')) === finding.path;
}

/** The name that a file of each format may have; the longest beginning of the format counts. */
const FILE_NAMES: Readonly<Record<string, string>> = {
  terraform: 'main.tf',
  'terraform-template-json': 'containers.json.tftpl',
  'cloudformation-yaml': 'template.yaml',
  'cloudformation-json': 'template.json',
  'plain-yaml': 'task-definition.yaml',
  appspec: 'appspec.yaml',
  imagedefinitions: 'imagedefinitions.json',
};

/** A case that is given by its format, in the terms of the others. */
function ofFormat(one: Omit<Case, 'severity'> & { readonly format?: string; readonly severity?: string }): Case {
  const { format, severity } = one;
  if (format === undefined) return one as Case;
  const [, file] =
    Object.entries(FILE_NAMES)
      .filter(([start]) => format.startsWith(start))
      .sort(([a], [b]) => b.length - a.length)[0] ?? [];
  // A case may name its rule as it was called before it was written, and the one that it replaces.
  const named = one.rule?.match(/[a-z][a-z0-9-]+/g) ?? [];
  const rule = named.find((name) => RULES.some(({ id }) => id === name));
  const isOk = severity === 'none';
  const common = { ...one, isStrict: rule !== undefined, ...(rule && { rule }), ...(file && { file }) };
  return isOk
    ? { ...common, expect: 'ok', severity: 'info' }
    : { ...common, expect: 'bad', severity: severity as Severity };
}

function run(cases: readonly Case[], folder: string): Map<Case, Finding[]> {
  const places = new Map<string, Case>();
  const named: string[] = [];
  cases.forEach((one, i) => {
    const file = join(one.how === 'folder' ? 'found' : 'named', String(i), one.file ?? 'task-definition.json');
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const text = one.text ?? JSON.stringify(one.doc, null, 2);
    writeFileSync(join(folder, file), Buffer.from(text, one.bytes === 'latin-1' ? 'latin1' : 'utf8'));
    places.set(`${file.split(sep)[0]}/${i}`, one);
    if (one.how !== 'folder') named.push(file);
  });
  const results = new Map(cases.map((one) => [one, [] as Finding[]]));
  mkdirSync(join(folder, 'found'), { recursive: true });
  for (const paths of [named, ['found']]) {
    if (paths.length === 0) continue;
    const { stdout, stderr, status } = taskdef(['check', '--format', 'json', ...paths], { cwd: folder });
    if (!stdout.trim()) throw new Error(`taskdef check printed nothing, status ${status}: ${stderr}`);
    for (const finding of JSON.parse(stdout) as Finding[]) {
      const [kind, number] = relative(folder, join(folder, finding.file)).split(sep);
      results.get(places.get(`${kind}/${number}`)!)!.push(finding);
    }
  }
  return results;
}

const [file, ...rest] = process.argv.slice(2);
if (!file) {
  console.error('Usage: npm run cases -- FILE.jsonl [--all]');
  process.exit(2);
}
let cases: Case[];
try {
  cases = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => ofFormat(JSON.parse(line)));
} catch (error) {
  console.error(`${file} cannot be read: ${(error as Error).message}`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'taskdef-cases-'));
const counts = { right: 0, missed: 0, alarms: 0 };
try {
  for (const [one, findings] of run(cases, folder)) {
    const wrong = fault(one, findings);
    if (!wrong) counts.right++;
    else if (one.expect === 'bad') counts.missed++;
    else counts.alarms++;
    if (wrong) console.log(`${one.id}\n  ${wrong}`);
    else if (rest.includes('--all')) console.log(`${one.id}: right`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${counts.right} of ${cases.length} right, ${counts.missed} missed, ${counts.alarms} false alarms`);
process.exitCode = counts.missed + counts.alarms > 0 ? 1 : 0;
