/**
 * Parses Amazon Resource Names: `arn:partition:service:region:account:resource`.
 * Source: AWS General Reference, Amazon Resource Names; IAM service authorization reference for the resource types;
 * checked 2026-11-24.
 */
import { withoutPlaceholders } from '../syntax/placeholder.ts';

/** An Amazon Resource Name split into its parts. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for global services. */
  readonly region: string;
  /** Empty where the resource's name is globally unique. */
  readonly account: string;
  readonly resource: string;
}

/** Parses an ARN; undefined if the text is not one. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws|):(\S+)$/.exec(text);
  if (!match) return undefined;
  const [, partition, service, region, account, resource] = match;
  return { partition: partition!, service: service!, region: region!, account: account!, resource: resource! };
}

/** The parts of an ARN between its colons; a colon in a placeholder such as `${AWS::Region}` does not separate. */
export function arnParts(text: string): string[] {
  let from = 0;
  return withoutPlaceholders(text)
    .split(':')
    .map(({ length }) => {
      const part = text.slice(from, from + length);
      from += length + 1;
      return part;
    });
}

/** What kind of resource an ARN refers to, and the resource's name. */
export interface ArnResource {
  /** With an article: "an IAM role". */
  readonly what: string;
  readonly name: string;
}

/** Resources that appear in task definitions: service, prefix of the resource part, and description. */
const RESOURCES: readonly (readonly [service: string, prefix: string, what: string])[] = [
  ['iam', 'role/', 'an IAM role'],
  ['iam', 'policy/', 'an IAM policy'],
  ['secretsmanager', 'secret:', 'a Secrets Manager secret'],
  ['ssm', 'parameter/', 'a Parameter Store parameter'],
  ['ecs', 'task-definition/', 'a task definition'],
  ['ecs', 'cluster/', 'an ECS cluster'],
  ['ecs', 'service/', 'an ECS service'],
  ['ecr', 'repository/', 'an Amazon ECR repository'],
  ['elasticfilesystem', 'file-system/', 'an Amazon EFS file system'],
  ['elasticfilesystem', 'access-point/', 'an Amazon EFS access point'],
  ['s3files', 'file-system/', 'an S3 Files file system'],
  ['logs', 'log-group:', 'a log group of CloudWatch Logs'],
  ['dynamodb', 'table/', 'a DynamoDB table'],
  ['kms', 'key/', 'a KMS key'],
  ['kms', 'alias/', 'the alias of a KMS key'],
  ['kinesis', 'stream/', 'a Kinesis data stream'],
  ['firehose', 'deliverystream/', 'a Firehose stream'],
  ['lambda', 'function:', 'a Lambda function'],
  ['states', 'stateMachine:', 'a Step Functions state machine'],
  ['events', 'event-bus/', 'an EventBridge event bus'],
  ['rds', 'db:', 'an Amazon RDS database'],
  ['rds', 'cluster:', 'an Amazon RDS cluster'],
  ['acm', 'certificate/', 'a certificate of ACM'],
  ['sqs', '', 'an SQS queue'],
  ['sns', '', 'an SNS topic'],
];

/**
 * Describes the resource that an ARN refers to. If the table above does not list it, the description falls back to the
 * service's name.
 */
export function arnResource({ service, resource }: Arn): ArnResource {
  if (service === 's3')
    return { what: resource.includes('/') ? 'an object in Amazon S3' : 'an Amazon S3 bucket', name: resource };
  const known = RESOURCES.find(([of, prefix]) => of === service && resource.startsWith(prefix));
  return known
    ? { what: known[2], name: resource.slice(known[1].length) }
    : { what: `a resource of the service ${service}`, name: resource };
}
