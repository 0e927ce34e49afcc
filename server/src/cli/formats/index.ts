import { AgentFormat } from './agent.ts';
import type { Format, FormatOptions } from './format.ts';
import { GithubFormat } from './github.ts';
import { GitlabFormat } from './gitlab.ts';
import { JsonFormat } from './json.ts';
import { JunitFormat } from './junit.ts';
import { LineFormat } from './line.ts';
import { PrettyFormat } from './pretty.ts';
import { SarifFormat } from './sarif.ts';

/** The formats of `taskdef check` by name. */
export const FORMATS = {
  pretty: PrettyFormat,
  line: LineFormat,
  json: JsonFormat,
  agent: AgentFormat,
  github: GithubFormat,
  sarif: SarifFormat,
  junit: JunitFormat,
  gitlab: GitlabFormat,
} satisfies Record<string, new (options: FormatOptions) => Format>;

/** What `--format` takes for a check. */
export type FormatName = keyof typeof FORMATS;
