import { type InitializationOptions, type Settings, type SeveritySetting, SWITCHED_FORMATS } from './protocol.ts';

const SEVERITIES: readonly string[] = ['off', 'info', 'warning', 'error', 'default'];

/** Receives a sentence about each setting that is not accepted. */
type Complain = (problem: string) => void;

/**
 * Reads the settings from whatever a client sends: instead of objects there may be JSON's null, Lua's `vim.NIL`, lists
 * or strings. Anything that is not understood is skipped; everything else applies.
 */
export function readSettings(value: unknown, complain: Complain): Settings {
  const settings = objectOf(value, 'taskdef', complain);
  const rules: Record<string, SeveritySetting> = {};
  for (const [rule, severity] of Object.entries(objectOf(settings.rules, 'taskdef.rules', complain))) {
    if (typeof severity === 'string' && SEVERITIES.includes(severity)) rules[rule] = severity as SeveritySetting;
    else complain(`The setting taskdef.rules.${rule} is ignored: it has to be "off", "info", "warning" or "error".`);
  }
  return {
    rules,
    ...notes('inlayHints', settings.inlayHints, complain),
    ...notes('codeLens', settings.codeLens, complain),
    ...goodPractice(settings.goodPractice, complain),
    ...formats(settings.formats, complain),
    ...cloudformation(settings.cloudformation, complain),
    ...links(settings.links, complain),
  };
}

function notes(name: 'inlayHints' | 'codeLens', value: unknown, complain: Complain): Settings {
  const { enabled } = objectOf(value, `taskdef.${name}`, complain);
  return typeof enabled === 'boolean' ? { [name]: { enabled } } : {};
}

function goodPractice(value: unknown, complain: Complain): Settings {
  const { marks } = objectOf(value, 'taskdef.goodPractice', complain);
  if (marks === 'each' || marks === 'once') return { goodPractice: { marks } };
  if (marks !== undefined && marks !== null)
    complain('The setting taskdef.goodPractice.marks is ignored: it has to be "each" or "once".');
  return {};
}

function formats(value: unknown, complain: Complain): Settings {
  const settings = objectOf(value, 'taskdef.formats', complain);
  const known = SWITCHED_FORMATS.filter((format) => typeof settings[format] === 'boolean');
  return known.length > 0 ? { formats: Object.fromEntries(known.map((format) => [format, settings[format]])) } : {};
}

function cloudformation(value: unknown, complain: Complain): Settings {
  const { overlap } = objectOf(value, 'taskdef.cloudformation', complain);
  if (overlap === 'auto' || overlap === 'keep') return { cloudformation: { overlap } };
  if (overlap !== undefined && overlap !== null)
    complain('The setting taskdef.cloudformation.overlap is ignored: it has to be "auto" or "keep".');
  return {};
}

function links(value: unknown, complain: Complain): Settings {
  const { underlined } = objectOf(value, 'taskdef.links', complain);
  return typeof underlined === 'boolean' ? { links: { underlined } } : {};
}

/** Reads the options of `initialize` in the same way. */
export function readOptions(value: unknown, complain: Complain): InitializationOptions {
  const options = objectOf(value, 'initializationOptions', complain);
  const result: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) {
    if (name === 'asked' || name === 'shown') {
      if (Array.isArray(option)) result[name] = option.filter((uri) => typeof uri === 'string');
      else if (option !== undefined && option !== null)
        complain(`The option "${name}" is ignored: it has to be a list of URIs.`);
    } else if (name === 'settings') result.settings = readSettings(option, complain);
    else if (typeof option === 'boolean') result[name] = option;
    else if (option !== undefined && option !== null)
      complain(`The option "${name}" is ignored: it has to be true or false.`);
  }
  return result;
}

/** The URIs of the client's workspace folders. */
export function readRoots(workspaceFolders: unknown, rootUri: unknown): string[] {
  if (Array.isArray(workspaceFolders)) {
    return workspaceFolders.flatMap((folder: unknown) => {
      const uri = typeof folder === 'object' && folder !== null ? (folder as { uri?: unknown }).uri : undefined;
      return typeof uri === 'string' ? [uri] : [];
    });
  }
  return typeof rootUri === 'string' ? [rootUri] : [];
}

function objectOf(value: unknown, name: string, complain: Complain): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  complain(`The setting ${name} is ignored: it has to be an object.`);
  return {};
}
