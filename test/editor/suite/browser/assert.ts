/** The part of Node's `assert` that the suite uses, for the host in which there is no Node. */

class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
}

function insist(holds: boolean, message: string | undefined, otherwise: () => string): void {
  if (!holds) throw new AssertionError(message ?? otherwise());
}

/** By structure: arrays, plain objects, and primitives as `Object.is` sees them. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}

const assert = {
  ok: (value: unknown, message?: string) => insist(Boolean(value), message, () => `${shown(value)} is not truthy`),
  equal: (a: unknown, b: unknown, message?: string) =>
    insist(Object.is(a, b), message, () => `${shown(a)} is not ${shown(b)}`),
  notEqual: (a: unknown, b: unknown, message?: string) =>
    insist(!Object.is(a, b), message, () => `both are ${shown(a)}`),
  deepEqual: (a: unknown, b: unknown, message?: string) =>
    insist(same(a, b), message, () => `${shown(a)} is not ${shown(b)}`),
  match: (text: string, pattern: RegExp, message?: string) =>
    insist(pattern.test(text), message, () => `${shown(text)} does not match ${pattern}`),
  doesNotMatch: (text: string, pattern: RegExp, message?: string) =>
    insist(!pattern.test(text), message, () => `${shown(text)} matches ${pattern}`),
  rejects: async (run: (() => PromiseLike<unknown>) | PromiseLike<unknown>, pattern?: RegExp) => {
    const outcome = await (typeof run === 'function' ? run() : run).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    insist(outcome !== undefined, undefined, () => 'it did not reject');
    if (pattern)
      insist(pattern.test(String(outcome?.error)), undefined, () => `${outcome?.error} does not match ${pattern}`);
  },
  fail: (message?: string) => insist(false, message, () => 'failed'),
};

export default assert;
