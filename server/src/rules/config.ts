import { cut, NAME_LENGTH } from '../model/wording.ts';
import { parseJson } from '../syntax/json.ts';
import { type ObjectNode, propertyOf, type ValueNode } from '../syntax/node.ts';
import { pointerOf } from '../syntax/pointer.ts';
import { catalogueEntry } from './catalogue.ts';
import type { Finding } from './finding.ts';
import { Glob, MAX_GLOB_LENGTH } from './glob.ts';
import type { Severity } from './rule.ts';

/** What a rule is set to. */
export type SeveritySetting = 'off' | Severity;

/** The name of the settings file of a folder. */
export const CONFIG_FILE = '.taskdef.json';

/** A part of the settings that holds for some files or for one place in them. */
export interface Override {
  /** Relative to the folder of the settings file; undefined for all files. */
  readonly files: readonly Glob[] | undefined;
  /** JSON pointer: only findings at it or inside of it. Undefined for the whole file. */
  readonly at: string | undefined;
  readonly rules: ReadonlyMap<string, SeveritySetting>;
}

/** The content of a `.taskdef.json`. */
export interface Config {
  readonly rules: ReadonlyMap<string, SeveritySetting>;
  readonly overrides: readonly Override[];
  /** What is wrong with the settings file, in words for people. The rest of it holds all the same. */
  readonly problems: readonly string[];
}

/** Settings that change nothing. */
const NO_CONFIG: Config = { rules: new Map(), overrides: [], problems: [] };

/** The settings of a file that is there and could not be read: none, and why. */
export function unreadConfig(reason: string): Config {
  return { ...NO_CONFIG, problems: [reason] };
}

/** Each file is matched against the globs of each override: nobody writes so many, and it must not take long. */
const MAX_OVERRIDES = 100;
const MAX_GLOBS = 100;

/** Reads the text of a `.taskdef.json`. Never throws: what cannot be read is named in `problems`. */
export function parseConfig(text: string): Config {
  const { root, problems: syntax } = parseJson(text);
  const problems = syntax.filter((problem) => problem.code === 'syntax').map((problem) => problem.message);
  if (root?.kind !== 'object') return { ...NO_CONFIG, problems: [...problems, 'The file must hold a JSON object.'] };
  for (const { key } of root.properties) {
    if (!['$schema', 'rules', 'overrides'].includes(key.value))
      problems.push(`There is no setting "${cut(key.value, NAME_LENGTH)}".`);
  }
  const overrides: Override[] = [];
  const list = propertyOf(root, 'overrides')?.value;
  if (list?.kind === 'array') {
    if (list.items.length > MAX_OVERRIDES)
      problems.push(
        `"overrides" may have ${MAX_OVERRIDES} items, not ${list.items.length}; those behind hold for nothing.`,
      );
    for (const item of list.items.slice(0, MAX_OVERRIDES))
      if (item.kind === 'object') overrides.push(readOverride(item, problems));
  } else if (list) {
    problems.push('"overrides" must be a list.');
  }
  return { rules: readRules(propertyOf(root, 'rules')?.value, problems), overrides, problems };
}

function readOverride(item: ObjectNode, problems: string[]): Override {
  const files = propertyOf(item, 'files')?.value;
  const at = propertyOf(item, 'at')?.value;
  return {
    files: files?.kind === 'array' ? readGlobs(files.items, problems) : undefined,
    at: at?.kind === 'string' ? at.value : undefined,
    rules: readRules(propertyOf(item, 'rules')?.value, problems),
  };
}

function readGlobs(items: readonly ValueNode[], problems: string[]): Glob[] {
  if (items.length > MAX_GLOBS)
    problems.push(`"files" may have ${MAX_GLOBS} globs, not ${items.length}; those behind match nothing.`);
  return items.slice(0, MAX_GLOBS).flatMap((item) => {
    if (item.kind !== 'string') return [];
    if (item.value.length <= MAX_GLOB_LENGTH) return [new Glob(item.value)];
    problems.push(`The glob "${cut(item.value, NAME_LENGTH)}" may have ${MAX_GLOB_LENGTH} characters.`);
    return [];
  });
}

function readRules(node: ValueNode | undefined, problems: string[]): Map<string, SeveritySetting> {
  const rules = new Map<string, SeveritySetting>();
  if (node === undefined) return rules;
  if (node.kind !== 'object') {
    problems.push('"rules" must be an object.');
    return rules;
  }
  for (const { key, value } of node.properties) {
    if (!catalogueEntry(key.value)) problems.push(`There is no rule "${cut(key.value, NAME_LENGTH)}".`);
    const setting = value?.kind === 'string' ? value.value : undefined;
    if (isSetting(setting)) rules.set(key.value, setting);
    else problems.push(`"${cut(key.value, NAME_LENGTH)}" must be "off", "info", "warning" or "error".`);
  }
  return rules;
}

function isSetting(text: string | undefined): text is SeveritySetting {
  return text === 'off' || text === 'info' || text === 'warning' || text === 'error';
}

/**
 * What the settings say of a finding; undefined where they leave it alone. The last statement that fits wins.
 * @param overrides those that hold for the file
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

/** The findings with the severities that the settings give them, without those that are switched off. */
export function applyConfig(config: Config, path: string, findings: readonly Finding[]): Finding[] {
  if (config.rules.size === 0 && config.overrides.length === 0) return [...findings];
  const overrides = config.overrides.filter(({ files }) => !files || files.some((glob) => glob.matches(path)));
  return findings.flatMap((finding) => {
    const setting = settingFor(config, overrides, finding);
    if (setting === 'off') return [];
    return [setting === undefined ? finding : { ...finding, severity: setting, isSet: true }];
  });
}

function isAt(finding: Finding, pointer: string): boolean {
  if (!finding.node) return pointer === '';
  const at = pointerOf(finding.node);
  return at === pointer || at.startsWith(`${pointer}/`);
}
