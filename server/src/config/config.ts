import type { Finding } from '../findings/finding.ts';
import { pointerOfFinding } from '../findings/finding-place.ts';
import { apart, joined } from '../findings/joined.ts';
import type { Severity } from '../findings/report.ts';
import { cut, NAME_LENGTH } from '../model/wording.ts';
import { catalogueEntry } from '../rules/catalogue.ts';
import { parseJson } from '../syntax/json/json.ts';
import { propertyOf, type ValueNode } from '../syntax/node.ts';
import { Glob, MAX_GLOB_LENGTH } from './glob.ts';

/** What a rule can be set to. */
export type SeveritySetting = 'off' | Severity;

/** The name of a folder's settings file. */
export const CONFIG_FILE = '.taskdef.json';

/** Settings that apply to some files only, or to one place in them. */
export interface Override {
  /** Relative to the settings file's folder; undefined for all files. */
  readonly files: readonly Glob[] | undefined;
  /** A JSON pointer: the override applies only to findings at or below it. Undefined for the whole file. */
  readonly at: string | undefined;
  readonly rules: ReadonlyMap<string, SeveritySetting>;
}

/** The contents of a `.taskdef.json`. */
export interface Config {
  readonly rules: ReadonlyMap<string, SeveritySetting>;
  readonly overrides: readonly Override[];
  /** What is wrong with the settings file, in words for people. The settings named here have no effect. */
  readonly problems: readonly string[];
}

/** Settings that change nothing. */
const NO_CONFIG: Config = { rules: new Map(), overrides: [], problems: [] };

/** The settings to use when a settings file exists but cannot be read: none, with the reason as a problem. */
export function unreadConfig(reason: string): Config {
  return { ...NO_CONFIG, problems: [reason] };
}

/** Each file is matched against the globs of every override. Nobody writes this many, and matching has to stay fast. */
const MAX_OVERRIDES = 100;
const MAX_GLOBS = 100;

/**
 * Parses a `.taskdef.json`. Never throws. Whatever cannot be understood is listed in `problems` and silences no
 * findings: neither a file with a syntax error nor an override with an unclear meaning has any effect.
 */
export function parseConfig(text: string): Config {
  const { root, problems: syntax } = parseJson(text);
  const broken = syntax.find(({ blocksEdits, code }) => blocksEdits || code === 'byte-order-mark');
  if (broken) return unreadConfig(`The file is not valid JSON, so nothing in it applies. ${broken.message}`);
  if (root?.kind !== 'object') return unreadConfig('The file has to contain a JSON object.');
  const problems: string[] = [];
  for (const { key } of root.properties) {
    if (!['$schema', 'rules', 'overrides'].includes(key.value))
      problems.push(`There is no setting "${cut(key.value, NAME_LENGTH)}".`);
  }
  const overrides = readOverrides(propertyOf(root, 'overrides')?.value, problems);
  return { rules: readRules(propertyOf(root, 'rules')?.value, problems), overrides, problems };
}

function readOverrides(list: ValueNode | undefined, problems: string[]): Override[] {
  if (!list) return [];
  if (list.kind !== 'array') {
    problems.push('"overrides" has to be a list.');
    return [];
  }
  if (list.items.length > MAX_OVERRIDES)
    problems.push(
      `"overrides" can have up to ${MAX_OVERRIDES} items, but it has ${list.items.length}; the others are ignored.`,
    );
  return list.items.slice(0, MAX_OVERRIDES).flatMap((item, i) => {
    const wrong: string[] = [];
    const override = readOverride(item, wrong);
    problems.push(...wrong.map((problem) => `Override ${i + 1}${override ? '' : ' is ignored'}: ${problem}`));
    return override ?? [];
  });
}

/** Reads an override; undefined if it is unclear what it applies to, as that must not end up as "everything". */
function readOverride(item: ValueNode, problems: string[]): Override | undefined {
  if (item.kind !== 'object') {
    problems.push('it has to be an object.');
    return undefined;
  }
  for (const { key } of item.properties) {
    if (!['files', 'at', 'rules'].includes(key.value))
      problems.push(`there is no "${cut(key.value, NAME_LENGTH)}" in an override.`);
  }
  const files = propertyOf(item, 'files');
  const globs = files?.value?.kind === 'array' ? files.value.items.map(textOf) : [undefined];
  if (files && globs.includes(undefined)) problems.push('"files" has to be a list of globs.');
  const at = propertyOf(item, 'at');
  const pointer = at && textOf(at.value);
  if (at && (pointer === undefined || !/^(?:\/|$)/.test(pointer)))
    problems.push('"at" has to be a JSON pointer, for example "/containerDefinitions/0".');
  const rules = propertyOf(item, 'rules')?.value;
  if (!rules) problems.push('"rules" is missing.');
  else if (rules.kind !== 'object') problems.push('"rules" has to be an object.');
  if (problems.length > 0) return undefined;
  return {
    files: files && readGlobs(globs as string[], problems),
    at: pointer,
    rules: readRules(rules, problems),
  };
}

function readGlobs(globs: readonly string[], problems: string[]): Glob[] {
  if (globs.length > MAX_GLOBS)
    problems.push(`"files" can have up to ${MAX_GLOBS} globs, but it has ${globs.length}; the others are ignored.`);
  return globs.slice(0, MAX_GLOBS).flatMap((glob) => {
    if (glob.length <= MAX_GLOB_LENGTH) return [new Glob(glob)];
    problems.push(`The glob "${cut(glob, NAME_LENGTH)}" is longer than ${MAX_GLOB_LENGTH} characters and is ignored.`);
    return [];
  });
}

function textOf(node: ValueNode | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}

function readRules(node: ValueNode | undefined, problems: string[]): Map<string, SeveritySetting> {
  const rules = new Map<string, SeveritySetting>();
  if (node === undefined) return rules;
  if (node.kind !== 'object') {
    problems.push('"rules" has to be an object.');
    return rules;
  }
  for (const { key, value } of node.properties) {
    if (!catalogueEntry(key.value)) problems.push(`There is no rule "${cut(key.value, NAME_LENGTH)}".`);
    const setting = value?.kind === 'string' ? value.value : undefined;
    if (isSetting(setting)) rules.set(key.value, setting);
    else problems.push(`"${cut(key.value, NAME_LENGTH)}" has to be "off", "info", "warning" or "error".`);
  }
  return rules;
}

function isSetting(text: string | undefined): text is SeveritySetting {
  return text === 'off' || text === 'info' || text === 'warning' || text === 'error';
}

/**
 * The setting for a finding; undefined if there is none. The last matching entry wins.
 * @param overrides those that apply to the file
 */
function settingFor(config: Config, overrides: readonly Override[], finding: Finding): SeveritySetting | undefined {
  let setting = config.rules.get(finding.rule);
  for (const override of overrides) {
    const says = override.rules.get(finding.rule);
    if (says === undefined) continue;
    if (override.at !== undefined && !isAt(finding, override.at)) continue;
    setting = says;
  }
  return setting;
}

/** Applies the settings: changes the severities of findings, and removes those that are switched off. */
export function applyConfig(config: Config, path: string, findings: readonly Finding[]): Finding[] {
  if (config.rules.size === 0 && config.overrides.length === 0) return [...findings];
  const overrides = config.overrides.filter(({ files }) => !files || files.some((glob) => glob.matches(path)));
  const judged = apart(findings).flatMap((finding): Finding[] => {
    const setting = settingFor(config, overrides, finding);
    if (setting === 'off') return [];
    return [setting === undefined ? finding : { ...finding, severity: setting, isSet: true }];
  });
  return joined(judged);
}

function isAt(finding: Finding, pointer: string): boolean {
  if (!finding.node) return pointer === '';
  const at = pointerOfFinding(finding);
  return at === pointer || at.startsWith(`${pointer}/`);
}
