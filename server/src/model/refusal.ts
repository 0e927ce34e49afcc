/**
 * Who refuses a file, in the order in which they see it, worded to follow "Refused". The first to refuse is named: ECS
 * never sees what the AWS CLI does not send.
 */
const REFUSERS = {
  /**
   * The CLI checks the parameters before it sends them: unknown members, wrong types, members that the API itself
   * requires.
   */
  cli: 'by the AWS CLI, before it sends the file',
  cloudformation: 'by CloudFormation, before it calls ECS',
  terraform: 'by Terraform, before it calls ECS',
  codedeploy: 'by CodeDeploy, before it calls ECS',
  codepipeline: 'by CodePipeline, before it calls ECS',
  /** In the call to RegisterTaskDefinition. */
  registration: 'by ECS, when the task definition is registered',
  /** CreateService, UpdateService, RunTask, or the placement of their tasks when no instance is suitable. */
  service: 'by ECS, when a service or a task is started',
  /**
   * The container agent, Docker or Fargate: the task definition is registered, but its tasks stop before the app runs.
   */
  start: 'when a task starts',
} as const;

/** Who refuses a file; a closed list. */
export type Refuser = keyof typeof REFUSERS;

/**
 * Says who refuses the file and how they word it: `Refused when a task starts: “…”`. Undefined if nobody does.
 * @param quoted the rejection, already in quotation marks
 */
export function refusalText(refusedBy: Refuser | undefined, quoted?: string): string | undefined {
  if (!refusedBy) return undefined;
  return quoted ? `Refused ${REFUSERS[refusedBy]}: ${quoted}` : `Refused ${REFUSERS[refusedBy]}.`;
}
