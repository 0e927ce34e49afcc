import { type Detection, detect, type Intent } from './model/detect.ts';
import { TaskDefinition } from './model/task.ts';
import type { Finding } from './rules/finding.ts';
import { runRules } from './rules/run.ts';
import { withoutSuppressed } from './rules/suppress.ts';
import { textFindings } from './rules/text.ts';
import { checkSchema } from './schema/check.ts';
import { type JsonDocument, parseJson } from './syntax/json.ts';

/** Everything that is known about one version of a document. Every feature reads this and nothing else. */
export interface Analysis {
  readonly document: JsonDocument;
  readonly detection: Detection;
  /** The task definitions in the document: none, one, or several. */
  readonly tasks: readonly TaskDefinition[];
  /** In the order of the text. */
  readonly findings: readonly Finding[];
}

/**
 * Reads a document and finds what is wrong with it. Never throws, whatever the text.
 * @param fileName path or URI, for detection by name
 * @param intent `asked` where somebody said that this is a task definition
 */
export function analyse(text: string, fileName: string, intent: Intent = 'open'): Analysis {
  const document = parseJson(text);
  const detection = detect(fileName, document, intent);
  if (!detection.accepted) return { document, detection, tasks: [], findings: [] };
  const tasks = detection.root && !document.cut ? [new TaskDefinition(document, detection.shape, detection.root)] : [];
  const findings = [
    ...textFindings(document, fileName),
    ...tasks.flatMap((task) => [...checkSchema(task), ...runRules(task)]),
  ];
  const shown = withoutSuppressed(document, findings);
  shown.sort((a, b) => a.offset - b.offset || rank(a) - rank(b));
  return { document, detection, tasks, findings: shown };
}

const RANKS = { error: 0, warning: 1, info: 2 };

function rank(finding: Finding): number {
  return RANKS[finding.severity];
}
