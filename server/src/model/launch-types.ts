import type { Compatibility } from '@aws-sdk/client-ecs';

/** The launch types, the most familiar first. */
export const LAUNCH_TYPES: readonly Compatibility[] = ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'];

/** What to call each launch type in mid-sentence. */
export const LAUNCH_TYPE_NAMES: Readonly<Record<Compatibility, string>> = {
  FARGATE: 'Fargate',
  EC2: 'EC2',
  EXTERNAL: 'external instances',
  MANAGED_INSTANCES: 'Managed Instances',
};
