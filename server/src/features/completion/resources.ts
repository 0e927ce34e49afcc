import { type Declared, declaredIn } from '../../model/declared.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { Json } from '../../syntax/value.ts';
import type { Suggestion } from './suggestion.ts';
import type { Definition } from './where.ts';

/** What the value of a member may refer to. */
interface Referable {
  /** Resources of CloudFormation by type, with the attribute to take; an empty text if `Ref` gives the value. */
  readonly cloudformation: Readonly<Record<string, string>>;
  /** The same for Terraform. */
  readonly terraform: Readonly<Record<string, string>>;
  /** The names of parameters and variables that are meant for it. */
  readonly named?: RegExp;
}

const NONE = {};
const ROLE: Referable = {
  cloudformation: { 'AWS::IAM::Role': 'Arn' },
  terraform: { aws_iam_role: 'arn' },
  named: /role/i,
};
const SECRET: Referable = {
  cloudformation: { 'AWS::SecretsManager::Secret': '' },
  terraform: { aws_secretsmanager_secret: 'arn' },
  named: /secret/i,
};

/**
 * Members by their type in the API, and options by their name.
 * Source: the return values in CloudFormation's template reference and in the references of the AWS CDK
 * (`LogGroupReference`, `AccessPointReference`, `ServiceReference` …); the attributes of the provider hashicorp/aws,
 * release 6. Checked 2026-11-28.
 */
const REFERABLE: Readonly<Record<string, Referable>> = {
  'RegisterTaskDefinitionRequest.executionRoleArn': ROLE,
  'RegisterTaskDefinitionRequest.taskRoleArn': ROLE,
  'RegisterTaskDefinitionRequest.cpu': { cloudformation: NONE, terraform: NONE, named: /cpu/i },
  'RegisterTaskDefinitionRequest.memory': { cloudformation: NONE, terraform: NONE, named: /mem/i },
  'ContainerDefinition.image': { cloudformation: NONE, terraform: NONE, named: /image/i },
  'PortMapping.containerPort': { cloudformation: NONE, terraform: NONE, named: /port/i },
  'LogConfiguration.options.awslogs-group': {
    cloudformation: { 'AWS::Logs::LogGroup': '' },
    terraform: { aws_cloudwatch_log_group: 'name' },
    named: /log/i,
  },
  'EFSVolumeConfiguration.fileSystemId': {
    cloudformation: { 'AWS::EFS::FileSystem': '' },
    terraform: { aws_efs_file_system: 'id' },
    named: /file_?system|efs/i,
  },
  'EFSAuthorizationConfig.accessPointId': {
    cloudformation: { 'AWS::EFS::AccessPoint': '' },
    terraform: { aws_efs_access_point: 'id' },
    named: /access_?point/i,
  },
  'Secret.valueFrom': {
    cloudformation: { ...SECRET.cloudformation, 'AWS::SSM::Parameter': '' },
    terraform: { ...SECRET.terraform, aws_ssm_parameter: 'arn' },
    named: /secret/i,
  },
  'RepositoryCredentials.credentialsParameter': SECRET,
  'CreateServiceRequest.cluster': {
    cloudformation: { 'AWS::ECS::Cluster': '' },
    terraform: { aws_ecs_cluster: 'id' },
    named: /cluster/i,
  },
  'CreateServiceRequest.taskDefinition': {
    cloudformation: { 'AWS::ECS::TaskDefinition': '' },
    terraform: { aws_ecs_task_definition: 'arn' },
  },
  'CreateServiceRequest.desiredCount': { cloudformation: NONE, terraform: NONE, named: /count/i },
  'LoadBalancer.targetGroupArn': {
    cloudformation: { 'AWS::ElasticLoadBalancingV2::TargetGroup': '' },
    terraform: { aws_lb_target_group: 'arn', aws_alb_target_group: 'arn' },
    named: /target_?group/i,
  },
  'AwsVpcConfiguration.subnets': {
    cloudformation: { 'AWS::EC2::Subnet': '' },
    terraform: { aws_subnet: 'id' },
    named: /subnet(?:_?id)?(?:_?\d|_?[abc])?$/i,
  },
  'AwsVpcConfiguration.securityGroups': {
    cloudformation: { 'AWS::EC2::SecurityGroup': 'GroupId' },
    terraform: { aws_security_group: 'id' },
    named: /security_?group(?:_?id)?$/i,
  },
  'ServiceRegistry.registryArn': {
    cloudformation: { 'AWS::ServiceDiscovery::Service': 'Arn' },
    terraform: { aws_service_discovery_service: 'arn' },
  },
  'ServiceManagedEBSVolumeConfiguration.roleArn': ROLE,
};

/**
 * The resources and parameters of the same file that a value may refer to, those first whose names say so.
 * @param id the API's name for the place, such as `LoadBalancer.targetGroupArn`
 */
export function referencesFor(definition: Definition, id: string): Suggestion[] {
  const { document } = definition;
  const format = definition.part.dialect.id;
  const referable = Object.hasOwn(REFERABLE, id) ? REFERABLE[id]! : undefined;
  if (!referable || format === 'api' || format === 'codedeploy') return [];
  const attributes = referable[format];
  const attributeOf = ({ type = '' }: Declared) => {
    const resource = type.replace(/^data\./, '');
    return Object.hasOwn(attributes, resource) ? attributes[resource] : undefined;
  };
  const fitting = declaredIn(definition).filter((one) => {
    const { kind, id: name, type } = one;
    if (kind === 'resource') return attributeOf(one) !== undefined;
    return referable.named?.test(name) === true && !/^List<|^CommaDelimitedList$/.test(type ?? '');
  });
  const wanted = nameFor(id);
  const ranked = fitting.map((one) => ({ one, rank: wanted?.test(one.id) ? 0 : 1 })).sort((a, b) => a.rank - b.rank);
  return ranked.map(({ one }) => {
    const attribute = attributeOf(one) ?? '';
    const written = format === 'cloudformation' ? inTemplate(one, attribute, document) : inTerraform(one, attribute);
    return { ...written, detail: one.kind === 'resource' ? one.type : 'parameter', kind: 'reference' };
  });
}

/** What the name of the right one of several roles has in it. */
function nameFor(id: string): RegExp | undefined {
  if (id.endsWith('executionRoleArn')) return /exec/i;
  return id.endsWith('taskRoleArn') ? /^(?!.*exec).*(?:task|app)/i : undefined;
}

function inTemplate({ id }: Declared, attribute: string, { language }: SourceDocument): { label: string; value: Json } {
  const tag = language.id === 'yaml' ? '!' : '';
  return attribute === ''
    ? { label: `${tag}Ref ${id}`, value: { Ref: id } }
    : { label: `${tag}GetAtt ${id}.${attribute}`, value: { 'Fn::GetAtt': [id, attribute] } };
}

function inTerraform({ kind, id, type }: Declared, attribute: string): { label: string; value: Json } {
  const path = kind === 'parameter' ? `var.${id}` : `${type}.${id}.${attribute}`;
  return { label: path, value: `\${${path}}` };
}
