/**
 * The rules and codes whose findings cfn-lint reports in a template as well, each with its rule there.
 * Source: src/cfnlint/rules/resources/ecs and data/schemas/extensions/aws_ecs_taskdefinition in the repository of cfn-lint; E0000
 * and those of the schema by its list of rules; checked 2026-11-28.
 */
export const IN_CFN_LINT: ReadonlyMap<string, string> = new Map([
  ['container-essential-required', 'E3042'],
  ['log-awslogs-group-required', 'E3046'],
  ['log-awslogs-region-required', 'E3046'],
  ['log-awslogs-unknown-option', 'E3046'],
  ['fargate-cpu-memory-combination', 'E3047'],
  ['fargate-cpu-value', 'E3048'],
  ['fargate-cpu-memory-required', 'E3048'],
  ['fargate-network-mode', 'E3048'],
  ['fargate-placement-constraints', 'E3048'],
  ['log-driver-fargate', 'E3048'],
  ['port-host-port-awsvpc', 'E3053'],
  ['unknown-property', 'E3002'],
  ['td-cfn-casing', 'E3002'],
  ['missing-property', 'E3003'],
  ['wrong-type', 'E3012'],
  ['unknown-value', 'E3030'],
  ['cfn-null-value', 'E0000'],
]);
