/**
 * The longest `startTimeout` and `stopTimeout` that Fargate accepts, in seconds.
 * Source: Amazon ECS API reference, ContainerDefinition; checked 2026-11-28.
 */
export const FARGATE_MAX_TIMEOUT = 120;
