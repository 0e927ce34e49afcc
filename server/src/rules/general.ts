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
    title: 'The text is not JSON',
    severity: 'error',
    refusedBy: 'cli',
    why: 'The AWS CLI and every deploy tool read the file as JSON before ECS sees it, so nothing works until it is.',
    fixable: true,
  },
  {
    id: 'td-template',
    title: 'The file is a template',
    severity: 'info',
    why: 'Placeholders outside of quotes become values when the file is rendered. Taskdef checks everything else and leaves them alone.',
    fixable: false,
  },
  {
    id: 'td-not-checked',
    title: 'The file takes too long to check as a whole',
    severity: 'info',
    why: 'Taskdef answers at once, whatever the file is. ECS takes at most 64 KiB and ten containers; where a file is far beyond that, what takes long is left out, and this note says what.',
    fixable: false,
  },
  {
    id: 'td-cfn-casing',
    title: 'A member is spelt as in CloudFormation or Terraform',
    severity: 'error',
    refusedBy: 'cli',
    why: 'The ECS API spells its members with a small first letter and no separators: `containerDefinitions`, `portMappings`.',
    fixable: true,
  },
  {
    id: 'wrong-type',
    title: 'A value has the wrong type',
    severity: 'error',
    refusedBy: 'cli',
    why: 'The API takes each member in one type only: the task’s `cpu` and `memory` are text, ports and a container’s `memory` are numbers, `command` is a list of texts.',
    fixable: true,
  },
  {
    id: 'unknown-value',
    title: 'A value is not one of those that ECS knows',
    severity: 'error',
    refusedBy: 'registration',
    why: 'The member takes a closed list of values, and ECS reads them with the exact case.',
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
    title: 'A text has a form that ECS does not take',
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
    why: 'ECS does not take this object without the member.',
    fixable: true,
  },
  {
    id: 'unknown-property',
    title: 'A member that ECS does not know',
    severity: 'warning',
    refusedBy: 'cli',
    why: 'The AWS CLI refuses a member that the API does not have, and other tools drop it in silence: either way its setting never arrives.',
    fixable: true,
  },
];
