import type { Schema } from '../../schema/schema.ts';

/** The AppSpec file's name for a member of a service. */
export function keyOf(name: string, _schema: Schema): string {
  return name === 'loadBalancers' ? 'LoadBalancerInfo' : name.charAt(0).toUpperCase() + name.slice(1);
}

const NAMES = new WeakMap<Schema, ReadonlyMap<string, string>>();

/**
 * The API's name for a member of an AppSpec file; undefined if it has no member of this name. Capitals do not count: the
 * documentation itself writes them in two ways.
 * Source: AppSpec file reference in the AWS CodeDeploy user guide, checked 2026-11-28.
 */
export function nameOf(key: string, schema: Schema): string | undefined {
  let names = NAMES.get(schema);
  if (!names) {
    const known = Object.keys(schema.properties ?? {});
    names = new Map(known.map((name) => [keyOf(name, schema).toLowerCase(), name]));
    NAMES.set(schema, names);
  }
  return names.get(key.toLowerCase());
}
