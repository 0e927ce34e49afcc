import type { Finding } from '../findings/finding.ts';
import type { Severity } from '../findings/report.ts';
import type { Refuser } from '../model/refusal.ts';
import { GENERAL_CODES } from './general.ts';
import { RULES } from './index.generated.ts';
import type { NamedImagesRule, NamedRule, NamedServiceRule } from './rule.ts';

/** An entry of the catalogue: a rule or a general code, with what lists, settings and hovers need to know about it. */
export interface CatalogueEntry {
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly severity: Severity;
  /** Who refuses the file; undefined if that is not known. */
  readonly refusedBy: Refuser | undefined;
  readonly quiet: boolean;
  readonly why: string;
  readonly fixable: boolean;
  /** The rule behind the entry; undefined for a general code. */
  readonly rule: NamedRule | NamedServiceRule | NamedImagesRule | undefined;
}

/** Everything that can be reported, general codes first. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...GENERAL_CODES.map((code) => ({
    ...code,
    refusedBy: code.refusedBy,
    topic: 'schema',
    quiet: false,
    rule: undefined,
  })),
  ...RULES.map((rule) => ({
    id: rule.id,
    topic: rule.topic,
    title: rule.title,
    severity: rule.severity,
    refusedBy: rule.refusedBy,
    quiet: rule.quiet ?? false,
    why: rule.why,
    fixable: rule.fixable,
    rule,
  })),
];

const BY_ID = new Map(CATALOGUE.map((entry) => [entry.id, entry]));

/** The catalogue entry for a diagnostic's code; undefined if there is no such code. */
export function catalogueEntry(id: string): CatalogueEntry | undefined {
  return BY_ID.get(id);
}

/** Whether a finding is a hint: good practice that nobody has asked for, and so not underlined. */
export function isHint({ rule, severity, isSet }: Finding): boolean {
  return severity === 'info' && catalogueEntry(rule)?.quiet === true && !isSet;
}
