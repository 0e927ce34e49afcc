/**
 * Who refuses a file, in the order in which it comes to them; each in words that follow "Refused". Whoever comes first is named: what the AWS CLI does not
 * send, ECS never sees.
 */
const REFUSERS = {
  /** The parameters are checked before they are sent: members that do not exist, wrong types, members that the API itself requires. */
  cli: 'by the AWS CLI, before it sends the file',
  cloudformation: 'by CloudFormation, before it calls ECS',
  terraform: 'by Terraform, before it calls ECS',
  /** RegisterTaskDefinition. */
  registration: 'by ECS, when the task definition is registered',
  /** CreateService, UpdateService, RunTask, or the placement of their tasks, for which there is no instance. */
  service: 'by ECS, when a service or a task is started',
  /** The container agent, Docker or Fargate: the task definition is registered, and its tasks stop before the app runs. */
  start: 'when a task starts',
} as const;

/** Who refuses a file; a closed list. */
export type Refuser = keyof typeof REFUSERS;

/**
 * Says who refuses, and how they word it: `Refused when a task starts: “…”`. Undefined where nobody does.
 * @param quoted the rejection as it is to stand there, with its quotation marks
 */
export function refusalText(refusedBy: Refuser | undefined, quoted?: string): string | undefined {
  if (!refusedBy) return undefined;
  return quoted ? `Refused ${REFUSERS[refusedBy]}: ${quoted}` : `Refused ${REFUSERS[refusedBy]}.`;
}
