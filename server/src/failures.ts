import type { Connection } from 'vscode-languageserver';

/**
 * Collects failures caused by our own defects or by a client. None of them ends the server, and each kind is logged
 * only once, as the same failure tends to come back with every keystroke.
 */
export class Failures {
  private readonly told = new Set<string>();

  constructor(private readonly log: (message: string) => void) {}

  /**
   * Logs a failure, unless one of the same kind was logged before.
   * @param place what failed, such as the method of a request
   */
  tell(place: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const kind = `${place} ${error instanceof Error ? error.message.replaceAll(/\d+/g, '0').slice(0, 200) : reason.slice(0, 200)}`;
    if (this.isNew(kind)) this.log(`${place} failed. Please report this as a bug in Taskdef. ${reason.slice(0, 4000)}`);
  }

  /** Logs a message only once, however often it is called. */
  once(message: string): void {
    if (this.isNew(message)) this.log(message);
  }

  /** Whether something has not been logged yet. Logs once that the limit is reached. */
  private isNew(kind: string): boolean {
    if (this.told.has(kind) || this.told.size > MOST_KINDS) return false;
    this.told.add(kind);
    if (this.told.size <= MOST_KINDS) return true;
    this.log(`There have been more than ${MOST_KINDS} kinds of failures. Further kinds are not listed.`);
    return false;
  }
}

/** Above this limit, further kinds of failures are not logged. */
const MOST_KINDS = 200;

/** Parts of a connection that have handlers of their own. */
const PARTS = new Set([
  'languages',
  'workspace',
  'window',
  'client',
  'diagnostics',
  'semanticTokens',
  'inlayHint',
  'callHierarchy',
  'typeHierarchy',
]);

/**
 * Guards every handler registered on the connection: if one throws or its promise is rejected, the failure is logged.
 * The error answers a request; after a notification, work simply continues.
 */
export function guarded(connection: Connection, failures: Failures): Connection {
  return guardPart(connection, '', failures);
}

function guardPart<T extends object>(part: T, path: string, failures: Failures): T {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof name !== 'string') return value;
      if (PARTS.has(name) && typeof value === 'object' && value !== null)
        return guardPart(value, `${path}${name}.`, failures);
      if (typeof value !== 'function') return value;
      if (!/^on|^resolve$/.test(name)) return value.bind(target);
      return (...args: unknown[]) => {
        // Methods are registered by name or by type: `onRequest('taskdef/picture', handler)`.
        const method = args.length > 1 ? methodOf(args[0]) : `${path}${name}`;
        return value.apply(
          target,
          args.map((arg) =>
            typeof arg === 'function' ? guard(arg as Handler, method, isRequest(name), failures) : arg,
          ),
        );
      };
    },
  });
}

type Handler = (...args: unknown[]) => unknown;

function methodOf(type: unknown): string {
  if (typeof type === 'string') return type;
  return (type as { method?: string }).method ?? 'a request';
}

/** Whether somebody waits for an answer. */
function isRequest(name: string): boolean {
  return !/^on(?:Did|Initialized|Exit|Notification)/.test(name);
}

function guard(handler: Handler, method: string, answers: boolean, failures: Failures): Handler {
  const fail = (error: unknown): void => {
    // An error with a code was thrown on purpose, as the answer.
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') throw error;
    failures.tell(method, error);
    if (answers) throw error;
  };
  return (...args) => {
    try {
      const result = handler(...args);
      return result instanceof Promise ? result.catch(fail) : result;
    } catch (error) {
      return fail(error);
    }
  };
}
