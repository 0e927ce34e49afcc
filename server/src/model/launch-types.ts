import type { Compatibility } from '@aws-sdk/client-ecs';

/** The launch types, in the order in which people meet them. */
export const LAUNCH_TYPES: readonly Compatibility[] = ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'];

/** What a launch type is called within a sentence. */
export const LAUNCH_TYPE_NAMES: Readonly<Record<Compatibility, string>> = {
  FARGATE: 'Fargate',
  EC2: 'EC2',
  EXTERNAL: 'external instances',
  MANAGED_INSTANCES: 'Managed Instances',
};
