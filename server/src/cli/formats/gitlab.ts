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

/** A finding before it has its fingerprint, and what that is made of. */
type Found = Omit<Issue, 'fingerprint'> & { readonly place: string };

/**
 * GitLab's code quality report. Source: docs.gitlab.com, Code Quality, "Code Quality report format" (one array; path
 * relative to the repository, without "./"; fingerprints are unique); checked 2026-11-28.
 */
export class GitlabFormat implements Format<readonly Found[]> {
  private readonly issues: Issue[] = [];
  private readonly seen = new Map<string, number>();

  constructor(private readonly options: FormatOptions) {}

  read({ file, findings }: CheckedFile): readonly Found[] {
    const path = placeOf(file);
    return wanted(findings, this.options).map(({ finding, range }) => ({
      place: `${path}\n${finding.rule}\n${lastingPath(finding)}`,
      description: finding.message,
      check_name: finding.rule,
      severity: SEVERITIES[finding.severity],
      location: { path, lines: { begin: range.start.line + 1 } },
    }));
  }

  add(read: readonly Found[]): void {
    for (const { place, description, check_name, severity, location } of read) {
      const count = (this.seen.get(place) ?? 0) + 1;
      this.seen.set(place, count);
      const fingerprint = createHash('sha256').update(`${place}\n${count}`).digest('hex').slice(0, 32);
      this.issues.push({ description, check_name, fingerprint, severity, location });
    }
  }

  problem(file: string, reason: string): void {
    const path = placeOf(file);
    const place = `${path}\nnot-checked`;
    const location = { path, lines: { begin: 1 } };
    this.add([{ place, description: reason, check_name: 'not-checked', severity: 'blocker', location }]);
  }

  finish(): void {
    this.options.print(json(this.issues));
  }
}

function placeOf(file: string): string {
  return file === '-' ? 'stdin' : relativePath(file, process.env.CI_PROJECT_DIR);
}
