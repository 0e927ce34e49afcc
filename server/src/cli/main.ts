import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { enumerate } from '../model/wording.ts';
import { RULE_EXAMPLES } from '../rules/examples.generated.ts';
import { check } from './check.ts';
import { compare, DIFF_FORMATS } from './compare.ts';
import { explain } from './explain.ts';
import { FORMATS, type FormatName } from './formats/index.ts';
import { hook } from './hook.ts';
import { UsageError } from './input.ts';
import { serveMcp } from './mcp/mcp.ts';
import { NoFolder } from './mcp/roots.ts';
import { STDOUT, tell } from './output.ts';
import { printPolicy, ROLES } from './policy.ts';
import { printRules } from './rules.ts';
import { printSchema, SCHEMAS } from './schema.ts';
import { joined, shown, shownLines } from './show.ts';
import { serveAsThread, THREAD } from './threads.ts';
import { VERSION } from './version.ts';

const USAGE = `Usage:
  taskdef check [options] FILE|FOLDER|- ...
  taskdef explain RULE
  taskdef rules [--format table|json]
  taskdef policy FILE [--role execution|task] [--task NAME]
  taskdef diff FILE FILE [--format pretty|json]
  taskdef schema [task-definition|service|settings]
  taskdef hook [FILE ...]
  taskdef mcp [--root DIR]... [--allow-write]
  taskdef server --stdio
  taskdef --version

check finds every reason Amazon ECS would refuse a task definition. "-" reads standard input.
  --format FORMAT        pretty, line (for problem matchers), json, agent (for assistants),
                         github (annotations), gitlab (code quality), sarif or junit
  --fix                  applies the safe fixes and writes the files
  --fix=all              applies the best fix of each error and warning
  --dry-run              with --fix=all, prints the changes as a diff and writes nothing
  --hints                also prints good practice that almost every file lacks
  --quiet                prints only errors
  --max-warnings N       fails if there are more than N warnings
  --baseline FILE        leaves out the findings that FILE lists
  --write-baseline       writes the findings to the baseline file
  --stdin-filename FILE  the name of standard input, for settings and messages
  --skip-others          skips named files that are missing or hold nothing for ECS (for lists of changed files)
policy prints the IAM policies that the roles of a task definition need, and what it cannot know about them.
diff compares what two task definitions mean to ECS. The output of "aws ecs describe-task-definition" works, too.
explain prints the page of a rule. schema prints a JSON schema. server is a language server for editors.
hook is for assistants to run after they write a file. It prints nothing, or the errors for which ECS would refuse it (status 2).
mcp serves assistants over the Model Context Protocol. It reads files in the working folder, or in the --root folders.
  --allow-write          also lets it write fixed files

Exit status: 0 no errors; 1 errors, too many warnings or differences; 2 could not run.`;

/**
 * The command line: `taskdef COMMAND …`.
 * @returns the exit status: 0 no errors, 1 errors or too many warnings, 2 could not run; undefined if the program keeps
 * running, as the server does
 */
export async function main(args: readonly string[]): Promise<number | undefined> {
  const [command, ...rest] = args;
  try {
    switch (command) {
      case 'check':
        return await runCheck(rest);
      case 'explain':
        return runExplain(rest);
      case 'rules': {
        const { values, positionals } = parse(rest, { format: { type: 'string', default: 'table' } });
        if (values.help) return help();
        if (positionals.length > 0) throw new UsageError('rules takes no names; "taskdef explain RULE" explains one.');
        return printRules(oneOf(values.format, ['table', 'json']));
      }
      case 'policy': {
        const { values, positionals } = parse(rest, { role: { type: 'string' }, task: { type: 'string' } });
        if (values.help) return help();
        const [file, ...more] = positionals;
        if (file === undefined || more.length > 0) throw new UsageError('policy takes one file, or "-".');
        const role = values.role === undefined ? undefined : oneOf(values.role, ROLES, '--role');
        return printPolicy(file, role, values.task);
      }
      case 'diff': {
        const { values, positionals } = parse(rest, { format: { type: 'string', default: 'pretty' } });
        if (values.help) return help();
        const [before, after, ...more] = positionals;
        if (before === undefined || after === undefined || more.length > 0)
          throw new UsageError('diff takes two files. One of them may be "-".');
        return compare(before, after, oneOf(values.format, DIFF_FORMATS));
      }
      case 'schema': {
        const { values, positionals } = parse(rest, {});
        if (values.help) return help();
        const [name = 'task-definition', ...more] = positionals;
        const known = SCHEMAS.find((one) => one === name);
        if (!known || more.length > 0) throw new UsageError(`schema takes ${enumerate(SCHEMAS, 'or')}.`);
        return printSchema(known);
      }
      case 'hook': {
        const { values, positionals } = parse(rest, {});
        return values.help ? help() : hook(positionals);
      }
      case 'mcp': {
        const { values, positionals } = parse(rest, {
          root: { type: 'string', multiple: true, default: [] },
          'allow-write': { type: 'boolean', default: false },
        });
        if (values.help) return help();
        if (positionals.length > 0)
          throw new UsageError('mcp takes no names; --root DIR names a folder that it may read.');
        await serveMcp({
          folders: values.root,
          allowWrite: values['allow-write'],
          examplesOf: (rule) => RULE_EXAMPLES[rule],
          print(line) {
            STDOUT.print(line);
            STDOUT.flush();
          },
        });
        return 0;
      }
      case 'server':
        return runServer(rest);
      case THREAD:
        if (await serveAsThread()) return undefined;
        throw new UsageError(`There is no command "${command}".`);
      case 'help':
      case '--help':
      case '-h':
        return help();
      case '--version':
      case '-v':
        STDOUT.print(shown(VERSION));
        return 0;
      default:
        throw new UsageError(command === undefined ? 'Name a command.' : `There is no command "${command}".`);
    }
  } catch (error) {
    if (error instanceof NoFolder) {
      tell(shown(error.message));
      return 2;
    }
    if (error instanceof UsageError || isArgumentError(error)) {
      // Node's own messages may span several lines.
      const message = error instanceof UsageError ? shown(error.message) : shownLines((error as Error).message);
      tell(error instanceof UsageError && error.complete ? message : joined([message, shownLines(USAGE)], '\n\n'));
      return 2;
    }
    throw error;
  } finally {
    STDOUT.flush();
  }
}

function parse<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...options, help: { type: 'boolean', short: 'h', default: false } },
  } as const);
}

function help(): number {
  STDOUT.print(shownLines(USAGE));
  return 0;
}

async function runCheck(args: readonly string[]): Promise<number> {
  const fixes = args.filter((argument) => argument.startsWith('--fix='));
  const odd = fixes.find((argument) => argument !== '--fix=all');
  if (odd) throw new UsageError(`Use "--fix" or "--fix=all", not "${odd}".`);
  const repairs = fixes.length > 0;
  const { values, positionals } = parse(repairs ? args.map((one) => (one === '--fix=all' ? '--fix' : one)) : args, {
    format: { type: 'string', default: 'pretty' },
    'dry-run': { type: 'boolean', default: false },
    fix: { type: 'boolean', default: false },
    hints: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    'max-warnings': { type: 'string' },
    baseline: { type: 'string' },
    'write-baseline': { type: 'boolean', default: false },
    'stdin-filename': { type: 'string' },
    'skip-others': { type: 'boolean', default: false },
  });
  if (values.help) return help();
  if (positionals.length === 0) throw new UsageError('Name a file, a folder, or "-".');
  const format = oneOf(values.format, Object.keys(FORMATS) as FormatName[]);
  const stdin = positionals.includes('-');
  if (values['write-baseline'] && values.baseline === undefined)
    throw new UsageError('--write-baseline needs --baseline FILE.');
  if (values['write-baseline'] && values.fix) throw new UsageError('--write-baseline and --fix cannot be combined.');
  if (values['stdin-filename'] !== undefined && !stdin) throw new UsageError('--stdin-filename needs "-".');
  if (stdin && values.fix && !['pretty', 'json'].includes(format))
    throw new UsageError(`--fix with "-" prints the fixed text, so it cannot be combined with --format ${format}.`);
  if (values['dry-run'] && !repairs) throw new UsageError('--dry-run needs --fix=all.');
  return check(positionals, {
    format,
    fix: values.fix && !values['dry-run'],
    repair: repairs,
    dryRun: values['dry-run'],
    hints: values.hints,
    quiet: values.quiet,
    maxWarnings: values['max-warnings'] === undefined ? undefined : wholeNumber(values['max-warnings']),
    baseline: values.baseline,
    writeBaseline: values['write-baseline'],
    stdinFilename: values['stdin-filename'],
    skipOthers: values['skip-others'],
  });
}

function runExplain(args: readonly string[]): number {
  const { values, positionals } = parse(args, {});
  if (values.help) return help();
  const [rule, ...more] = positionals;
  if (rule === undefined || more.length > 0) throw new UsageError('Name one of the rules that "taskdef rules" lists.');
  return explain(rule);
}

/** Starts the language server. It is a separate file next to this program, so that a check need not load it. */
function runServer(args: readonly string[]): undefined {
  for (const argument of args) {
    if (!/^--(?:stdio|node-ipc|(?:socket|pipe|clientProcessId)=.+)$/.test(argument))
      throw new UsageError(`server does not know "${argument}".`);
    const port = /^--socket=(.*)$/.exec(argument)?.[1];
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535))
      throw new UsageError(`--socket takes a port from 1 to 65535, not "${port}".`);
  }
  // The library reads its transport from the process arguments.
  if (!args.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)/.test(argument))) process.argv.push('--stdio');
  require(join(__dirname, 'server', 'node.js'));
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--max-warnings takes a whole number, not "${text}".`);
}

function oneOf<T extends string>(value: string, allowed: readonly T[], option = '--format'): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`${option} takes ${enumerate(allowed, 'or')}, not "${value}".`);
}

function isArgumentError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
