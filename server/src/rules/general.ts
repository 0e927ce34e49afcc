import type { Severity } from '../findings/report.ts';
import type { Refuser } from '../model/refusal.ts';

/** A code that has no rule file: the schema check and the reading of the text report these. */
export interface GeneralCode {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Who refuses the file because of it, unless a finding says otherwise. */
  readonly refusedBy?: Refuser;
  readonly why: string;
  /** Whether any of its findings carries a fix. */
  readonly fixable: boolean;
}

/** The codes of the schema check and of the text itself. */
export const GENERAL_CODES: readonly GeneralCode[] = [
  {
    id: 'td-invalid-json',
    title: 'The text is not valid JSON, YAML or HCL',
    severity: 'error',
    refusedBy: 'cli',
    why: 'The AWS CLI and every deploy tool have to parse the file before ECS sees it, so nothing works until it is valid.',
    fixable: true,
  },
  {
    id: 'td-template',
    title: 'The file is a template',
    severity: 'info',
    why: 'Placeholders outside quotes become values when the file is rendered. Taskdef leaves them alone and checks everything else.',
    fixable: false,
  },
  {
    id: 'td-not-checked',
    title: 'The file takes too long to check completely',
    severity: 'info',
    why: 'Taskdef answers at once, whatever the file. ECS accepts at most 64 KiB and ten containers; for a file far beyond that, Taskdef skips the checks that take long, and this note says which.',
    fixable: false,
  },
  {
    id: 'td-cfn-casing',
    title: 'A member is spelt as in CloudFormation or Terraform',
    severity: 'error',
    refusedBy: 'cli',
    why: 'The ECS API writes its members in camel case, with a lowercase first letter: `containerDefinitions`, `portMappings`.',
    fixable: true,
  },
  {
    id: 'wrong-type',
    title: 'A value has the wrong type',
    severity: 'error',
    refusedBy: 'cli',
    why: 'In the API, each member has one type: the task’s `cpu` and `memory` are text, ports and a container’s `memory` are numbers, `command` is a list of texts.',
    fixable: true,
  },
  {
    id: 'unknown-value',
    title: 'ECS does not know a value',
    severity: 'error',
    refusedBy: 'registration',
    why: 'The member has a fixed list of values, and they are case-sensitive.',
    fixable: true,
  },
  {
    id: 'out-of-range',
    title: 'A number, a length or a count is out of range',
    severity: 'error',
    refusedBy: 'registration',
    why: 'ECS has a limit for this member and refuses a value beyond it.',
    fixable: true,
  },
  {
    id: 'wrong-format',
    title: 'A text has a form that ECS does not accept',
    severity: 'error',
    refusedBy: 'registration',
    why: 'ECS checks the characters and the form of this text.',
    fixable: true,
  },
  {
    id: 'missing-property',
    title: 'A member that ECS needs is missing',
    severity: 'error',
    refusedBy: 'registration',
    why: 'ECS refuses this object without the member.',
    fixable: true,
  },
  {
    id: 'unknown-property',
    title: 'ECS does not know a member',
    severity: 'warning',
    refusedBy: 'cli',
    why: 'The AWS CLI refuses a member that the API does not have, and other tools silently drop it: either way, ECS never gets the setting.',
    fixable: true,
  },
];
