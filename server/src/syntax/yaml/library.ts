import type * as Yaml from 'yaml';

/** Of the bundler, which puts the package in its place, and of Node. */
declare const require: (name: 'yaml') => typeof Yaml;

let library: typeof Yaml | undefined;

/** The YAML library. It is evaluated with the first text that needs it, as most people never open one. */
export function yaml(): typeof Yaml {
  // Only a call is put off until it is reached.
  library ??= require('yaml');
  return library;
}
