/** The roles that act for a task and its service. `linked`: the service-linked role, AWSServiceRoleForECS. */
export type ActingRole = 'execution' | 'task' | 'infrastructure' | 'linked';

/** Something that one of the roles does, and when. */
export interface RoleUse {
  readonly id: string;
  readonly what: string;
  readonly when: 'around' | 'start' | 'run';
  readonly role: ActingRole;
  /** The `Sid` of the statement that the policy of a task definition has for it; undefined where it is in none. */
  readonly statement?: string;
}

/**
 * Who does what with which role, in the order of time.
 * Source: Amazon ECS developer guide, IAM roles for Amazon ECS, and infrastructure IAM role; checked 2026-11-28.
 */
export const ROLE_USES: readonly RoleUse[] = [
  { id: 'interface', what: 'Attach the network interface of a task', when: 'around', role: 'linked' },
  { id: 'ebs', what: 'Create and attach an EBS volume for a task', when: 'around', role: 'infrastructure' },
  { id: 'pull', what: 'Pull the image from Amazon ECR', when: 'start', role: 'execution', statement: 'EcrPull' },
  { id: 'secret', what: 'Read the values under secrets', when: 'start', role: 'execution', statement: 'Secrets' },
  { id: 'files', what: 'Fetch an environment file from S3', when: 'start', role: 'execution', statement: 'Files' },
  { id: 'stream', what: 'Open the log stream of awslogs', when: 'start', role: 'execution', statement: 'Logs' },
  { id: 'mount', what: 'Mount an EFS file system with IAM', when: 'start', role: 'task', statement: 'Efs' },
  { id: 'code', what: 'Read a bucket from your code', when: 'run', role: 'task' },
  { id: 'router', what: 'Send logs on from a FireLens router', when: 'run', role: 'task', statement: 'RouterLogs' },
  { id: 'exec', what: 'Open a shell with ECS Exec', when: 'run', role: 'task', statement: 'EcsExec' },
  { id: 'targets', what: 'Register a task with its target group', when: 'around', role: 'linked' },
  { id: 'shift', what: 'Shift traffic in a blue/green deployment', when: 'around', role: 'infrastructure' },
];
