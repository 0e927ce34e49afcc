/** Larger texts are not task definitions. */
const MOST_CHARACTERS = 1024 * 1024;
/** What ECS sets itself, and nobody writes. */
const ONLY_PRINTED =
  /"(?:taskDefinitionArn|revision|requiresAttributes|compatibilities|registeredAt|registeredBy)"\s*:/;
const WRAPPED = /^\s*\{\s*"taskDefinition"\s*:\s*\{/;

/** Whether a text looks like what the console or `aws ecs describe-task-definition` prints. */
export function isPrinted(text: string): boolean {
  const isWhole = text.length <= MOST_CHARACTERS && /^\s*\{/.test(text) && text.trimEnd().endsWith('}');
  return isWhole && /"containerDefinitions"\s*:/.test(text) && (WRAPPED.test(text) || ONLY_PRINTED.test(text));
}
