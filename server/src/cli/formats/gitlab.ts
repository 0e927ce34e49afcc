import { createHash } from 'node:crypto';
import { lastingPath, relativePath } from '../place.ts';
import { json } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, wanted } from './format.ts';

const SEVERITIES = { error: 'critical', warning: 'minor', info: 'info' } as const;

/** An entry of the report, with the fields that GitLab shows. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  /** Distinguishes findings from one another, and stays the same when other parts of the file change. */
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * GitLab's code quality report. Source: docs.gitlab.com, Code Quality, "Code Quality report format" (one array; path
 * relative to the repository, without "./"; fingerprints are unique); checked 2026-11-28.
 */
export class GitlabFormat implements Format {
  private readonly issues: Issue[] = [];
  private readonly seen = new Map<string, number>();

  constructor(private readonly options: FormatOptions) {}

  file({ file, findings }: CheckedFile): void {
    const path = placeOf(file);
    for (const { finding, range } of wanted(findings, this.options)) {
      const place = `${path}\n${finding.rule}\n${lastingPath(finding)}`;
      this.add(place, finding.rule, finding.message, SEVERITIES[finding.severity], path, range.start.line + 1);
    }
  }

  problem(file: string, reason: string): void {
    const path = placeOf(file);
    this.add(`${path}\nnot-checked`, 'not-checked', reason, 'blocker', path, 1);
  }

  private add(
    place: string,
    check_name: string,
    description: string,
    severity: Issue['severity'],
    path: string,
    begin: number,
  ): void {
    const count = (this.seen.get(place) ?? 0) + 1;
    this.seen.set(place, count);
    const fingerprint = createHash('sha256').update(`${place}\n${count}`).digest('hex').slice(0, 32);
    this.issues.push({ description, check_name, fingerprint, severity, location: { path, lines: { begin } } });
  }

  finish(): void {
    this.options.print(json(this.issues));
  }
}

function placeOf(file: string): string {
  return file === '-' ? 'stdin' : relativePath(file, process.env.CI_PROJECT_DIR);
}
