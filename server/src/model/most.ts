/** How much of a file is read where ECS or CloudFormation takes a small part of it; what lies beyond is told of. */

/**
 * Containers of a task definition: ECS takes 10.
 * Source: Amazon ECS service quotas, checked 2026-11-28.
 */
export const MOST_CONTAINERS = 100;

/**
 * Task definitions and services of a template: CloudFormation takes 500 resources of all types, and a service needs several beside them.
 * Source: AWS CloudFormation quotas, checked 2026-11-28.
 */
export const MOST_PARTS = 100;
