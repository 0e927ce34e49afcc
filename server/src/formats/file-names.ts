/** Endings of files in the languages that are read. */
export const SOURCE_ENDINGS = ['json', 'jsonc', 'yaml', 'yml', 'tf', 'tofu'] as const;

const SOURCE_ENDING = new RegExp(String.raw`\.(?:${SOURCE_ENDINGS.join('|')})$`, 'i');

/** Whether a file's name says that it is in a language that is read, or that such a file is made of it. */
export function hasReadEnding(fileName: string): boolean {
  return SOURCE_ENDING.test(fileName) || hasTemplateEnding(fileName);
}

/** Whether a file's name says that it is one of Terraform or OpenTofu in their own language. */
export function isTerraformName(fileName: string): boolean {
  return /\.(?:tf|tofu)$/i.test(fileName);
}

/** Whether a file's name says that it is YAML. */
export function isYamlName(fileName: string): boolean {
  return /\.ya?ml$/i.test(fileName);
}

/**
 * Endings of templates that become JSON. A closed list: what tools and editors leave beside a file (`.bak`, `.orig`, `.swp`)
 * says everything twice, and `.jq` is a program.
 */
export const TEMPLATE_ENDINGS = [
  'tpl',
  'tftpl',
  'tmpl',
  'tftemplate',
  'template',
  'j2',
  'jinja',
  'jinja2',
  'erb',
  'mustache',
  'hbs',
  'gotmpl',
  'envsubst',
  'dist',
  'example',
  'sample',
] as const;

const TEMPLATE_ENDING = new RegExp(String.raw`\.(?:${TEMPLATE_ENDINGS.join('|')})$`, 'i');

/** Whether a file's name says that JSON is made of it. What it is a template of shows in its content. */
export function hasTemplateEnding(fileName: string): boolean {
  return TEMPLATE_ENDING.test(fileName);
}

/**
 * File names that task definitions have in practice. In 264 ordinary files of public repositories,
 * 87 % match this pattern; the rest is found by content.
 */
const TASK_FILE_NAME = /^(?!\.#).*(?:task|container)[-_. ]?def[^/\\]*\.(?:jsonc?|\w+)$/i;
/** Templates of other languages. */
const OTHER_LANGUAGE =
  /\.(?:ya?ml|tf|tfvars|hcl|sh|bash|ps1|xml|toml|ini|env|conf|cfg|html?|md|txt|py|rb|js|ts|go|java|cs)\.\w+$/i;

/** Whether a file's name is one that task definitions have. */
export function hasTaskFileName(fileName: string): boolean {
  const name = fileName.slice(fileName.search(/(?<![^/\\])[^/\\]*$/));
  if (!TASK_FILE_NAME.test(name)) return false;
  return /\.jsonc?$/i.test(name) || (hasTemplateEnding(name) && !OTHER_LANGUAGE.test(name));
}

/** Names of files with services: `ecs-service-def.json`, `create-service.json`, `service-definition.json`. */
const SERVICE_FILE_NAME =
  /(?:^|[/\\])(?!\.#)[^/\\]*(?:service[-_. ]?def|(?:create|update|ecs)[-_. ]service)[^/\\]*\.(?:jsonc?|\w+)$/i;

/** Whether a file's name is one that services have. */
export function hasServiceFileName(fileName: string): boolean {
  return SERVICE_FILE_NAME.test(fileName) && (isJsonName(fileName) || hasTemplateEnding(fileName));
}

/** Whether the name says that the content is JSON, or becomes JSON. */
export function isJsonName(fileName: string): boolean {
  return /\.jsonc?(?:\.\w+)?$/i.test(fileName);
}

/** Languages in which task definitions are written too, by the endings of names. */
const LANGUAGES: readonly [ending: RegExp, name: string][] = [
  [/\.(?:tf|tofu|hcl|tfvars)$/i, 'Terraform'],
  [/\.(?:jsonnet|libsonnet)$/i, 'Jsonnet'],
  [/\.cue$/i, 'CUE'],
  [/\.toml$/i, 'TOML'],
  [/\.(?:[cm]?[jt]sx?|py|go|java|kt|cs|rb|sh|bash|zsh|ps1)$/i, 'programs'],
];

/** The language that a file's name says it is written in, where that is not JSON or made into JSON. */
export function languageOf(fileName: string): string | undefined {
  return LANGUAGES.find(([ending]) => ending.test(fileName))?.[1];
}

/**
 * Whether an editor shows another version of a file under this URI: before a change that is looked at, or at an earlier time.
 * Findings in it would stand beside those of the file itself.
 */
export function isOtherVersion(uri: string): boolean {
  return /^(?:git|gitfs|gitlens|conflictResolution|vscode-local-history|vscode-bulkeditpreview\b[^:]*|chat-editing[^:]*):/.test(
    uri,
  );
}

/** Our own settings file lists rules and globs, and is never a task definition. */
export function isSettingsFile(fileName: string): boolean {
  return /(?:^|[/\\])\.taskdef\.json$/.test(fileName);
}
