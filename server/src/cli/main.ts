import { parseArgs } from 'node:util';
import { check } from './check.ts';
import { UsageError } from './input.ts';
import { printRules } from './rules.ts';

const USAGE = `Usage:
  taskdef check [--format pretty|json] [--fix] [--hints] FILE|FOLDER|- ...
  taskdef rules [--format table|json]

check finds every reason Amazon ECS would refuse a task definition. "-" reads standard input.
  --fix     applies the safe fixes and writes the files
  --hints   also prints good practice that nearly every file lacks

Exit status: 0 no error found, 1 errors found, 2 could not run.`;

/**
 * The command line: `taskdef COMMAND …`.
 * @returns the exit status: 0 no error found, 1 errors found, 2 could not run
 */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    switch (command) {
      case 'check':
        return await runCheck(rest);
      case 'rules': {
        const { values } = parseArgs({ args: rest, options: { format: { type: 'string', default: 'table' } } });
        return printRules(oneOf(values.format, ['table', 'json']));
      }
      case 'help':
      case '--help':
      case '-h':
        console.log(USAGE);
        return 0;
      default:
        throw new UsageError(command === undefined ? 'Say what to do.' : `There is no command "${command}".`);
    }
  } catch (error) {
    if (error instanceof UsageError || isArgumentError(error)) {
      console.error(`${(error as Error).message}\n\n${USAGE}`);
      return 2;
    }
    throw error;
  }
}

async function runCheck(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'pretty' },
      fix: { type: 'boolean', default: false },
      hints: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError('Name a file, a folder, or "-".');
  return check(positionals, { format: oneOf(values.format, ['pretty', 'json']), fix: values.fix, hints: values.hints });
}

function oneOf<T extends string>(value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`--format takes ${allowed.join(' or ')}, not "${value}".`);
}

function isArgumentError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
