/** The extensions of files in supported languages. */
export const SOURCE_ENDINGS = ['json', 'jsonc', 'yaml', 'yml', 'tf', 'tofu'] as const;

const SOURCE_ENDING = new RegExp(String.raw`\.(?:${SOURCE_ENDINGS.join('|')})$`, 'i');

/** Whether a file's name says that it is in a supported language, or a template for such a file. */
export function hasReadEnding(fileName: string): boolean {
  return SOURCE_ENDING.test(fileName) || hasTemplateEnding(fileName);
}

/** Whether a file's name says that it is written in Terraform's or OpenTofu's own language. */
export function isTerraformName(fileName: string): boolean {
  return /\.(?:tf|tofu)$/i.test(fileName);
}

/** Whether a file's name says that it is the JSON of Terraform or OpenTofu. */
export function isTerraformJsonName(fileName: string): boolean {
  return /\.(?:tf|tofu)\.json$/i.test(fileName);
}

/** Whether a file's name says that it is part of a module of Terraform or OpenTofu, in either language. */
export function isModuleFile(fileName: string): boolean {
  return isTerraformName(fileName) || isTerraformJsonName(fileName);
}

/**
 * Whether a file's name says that its resources are merged into those of the same name in the module's other files.
 * Source: "Override files" in the documentation of Terraform, checked 2026-11-28.
 */
export function isOverrideName(fileName: string): boolean {
  return /(?:^|[/\\]|_)override\.(?:tf|tofu)(?:\.json)?$/i.test(fileName);
}

/** Whether a file's name says that it is YAML. */
export function isYamlName(fileName: string): boolean {
  return /\.ya?ml$/i.test(fileName);
}

/**
 * Extensions of templates that become JSON. The list is closed: files that tools and editors leave behind (`.bak`,
 * `.orig`, `.swp`) would repeat every finding, and a `.jq` file is a program.
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

/** Whether a file's name says that it is a template for JSON. Only its content shows what it is a template of. */
export function hasTemplateEnding(fileName: string): boolean {
  return TEMPLATE_ENDING.test(fileName);
}

/**
 * File names that task definitions have in practice. Of 264 ordinary files in public repositories, 87 % match this
 * pattern; the rest is found by content.
 */
const TASK_FILE_NAME = /^(?!\.#).*(?:task|container)[-_. ]?def[^/\\]*\.(?:jsonc?|\w+)$/i;
/** Templates of other languages. */
const OTHER_LANGUAGE =
  /\.(?:ya?ml|tf|tfvars|hcl|sh|bash|ps1|xml|toml|ini|env|conf|cfg|html?|md|txt|py|rb|js|ts|go|java|cs)\.\w+$/i;

/** Whether a file has a name that is typical of task definitions. */
export function hasTaskFileName(fileName: string): boolean {
  const name = fileName.slice(fileName.search(/(?<![^/\\])[^/\\]*$/));
  if (!TASK_FILE_NAME.test(name)) return false;
  return /\.jsonc?$/i.test(name) || (hasTemplateEnding(name) && !OTHER_LANGUAGE.test(name));
}

/** Whether a file in YAML has a name that is typical of task definitions. */
export function hasTaskFileNameInYaml(fileName: string): boolean {
  return isYamlName(fileName) && hasTaskFileName(`${fileName.slice(0, fileName.lastIndexOf('.') + 1)}json`);
}

/** Names of service files: `ecs-service-def.json`, `create-service.json`, `service-definition.json`. */
const SERVICE_FILE_NAME =
  /(?:^|[/\\])(?!\.#)[^/\\]*(?:service[-_. ]?def|(?:create|update|ecs)[-_. ]service)[^/\\]*\.(?:jsonc?|\w+)$/i;

/** Whether a file has a name that is typical of service definitions. */
export function hasServiceFileName(fileName: string): boolean {
  return SERVICE_FILE_NAME.test(fileName) && (isJsonName(fileName) || hasTemplateEnding(fileName));
}

/** Whether a file's name says that it contains JSON or becomes JSON. */
export function isJsonName(fileName: string): boolean {
  return /\.jsonc?(?:\.\w+)?$/i.test(fileName);
}

/** Other languages that task definitions are written in, by file extension. */
const LANGUAGES: readonly [ending: RegExp, name: string][] = [
  [/\.(?:tf|tofu|hcl|tfvars)$/i, 'Terraform'],
  [/\.(?:jsonnet|libsonnet)$/i, 'Jsonnet'],
  [/\.cue$/i, 'CUE'],
  [/\.toml$/i, 'TOML'],
  [/\.(?:[cm]?[jt]sx?|py|go|java|kt|cs|rb|sh|bash|zsh|ps1)$/i, 'programs'],
];

/** The language that a file's name suggests, other than JSON and templates for JSON; undefined if there is none. */
export function languageOf(fileName: string): string | undefined {
  return LANGUAGES.find(([ending]) => ending.test(fileName))?.[1];
}

/**
 * Whether an editor uses this URI to show another version of a file, such as the old side of a comparison. Its findings
 * would duplicate those of the file itself.
 */
export function isOtherVersion(uri: string): boolean {
  return /^(?:git|gitfs|gitlens|conflictResolution|vscode-local-history|vscode-bulkeditpreview\b[^:]*|chat-editing[^:]*):/.test(
    uri,
  );
}

/** Whether this is our own settings file, which lists rules and globs and is never a task definition. */
export function isSettingsFile(fileName: string): boolean {
  return /(?:^|[/\\])\.taskdef\.json$/.test(fileName);
}

/** Folders whose files nobody writes by hand: what tools download and build. */
export const TOOLS_FOLDERS = [
  'node_modules',
  'bower_components',
  '.git',
  '.terraform',
  '.aws-sam',
  'cdk.out',
  'dist',
  'build',
  'out',
  'target',
  'coverage',
] as const;

/** The most bytes of a file that is read because it is in the workspace. ECS accepts at most 64 KB; the rest is data. */
export const MOST_BYTES_FOUND = 1_000_000;

/**
 * The most files of a Terraform module. In a folder with more, each file is judged by itself: with only some of the others
 * it would look as if something were missing.
 */
export const MOST_MODULE_FILES = 200;
