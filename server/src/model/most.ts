/**
 * How much of a file is read. Each limit is well above what ECS or CloudFormation accepts; anything beyond it is
 * reported as unread.
 */

/**
 * Containers in a task definition: ECS accepts 10.
 * Source: Amazon ECS service quotas, checked 2026-11-28.
 */
export const MOST_CONTAINERS = 100;

/**
 * Task definitions and services in a template: CloudFormation allows 500 resources of all types, and a service needs
 * several others.
 * Source: AWS CloudFormation quotas, checked 2026-11-28.
 */
export const MOST_PARTS = 100;
