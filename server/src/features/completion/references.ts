import { asWritten } from '../../model/as-written.ts';
import { Ask, type Json } from '../../syntax/value.ts';
import { accountOf } from './accounts.ts';
import type { Spot } from './spot.ts';
import type { Suggestion } from './suggestion.ts';

/** The forms of `valueFrom`: a secret, one key of it, or a parameter by ARN or by name. */
export function valueFrom({ task }: Spot): Suggestion[] {
  const { partition, region, account } = accountOf(task);
  const secret = [`arn:${partition}:secretsmanager:`, region, ':', account, ':secret:'] as const;
  return [
    form('Secrets Manager secret', 'the whole value', asWritten(task, ...secret, new Ask('NAME-AbCdEf'))),
    form(
      'Secrets Manager key',
      'one key of a JSON value',
      asWritten(task, ...secret, new Ask('NAME-AbCdEf'), ':', new Ask('KEY'), '::'),
    ),
    form(
      'Parameter Store ARN',
      undefined,
      asWritten(task, `arn:${partition}:ssm:`, region, ':', account, ':parameter/', new Ask('NAME')),
    ),
    form('Parameter Store name', 'in the same Region', new Ask('NAME')),
  ];
}

/** A secret in Secrets Manager by ARN, or by name if it is in the same Region. */
export function registrySecret(spot: Spot): Suggestion[] {
  return valueFrom(spot).slice(0, 1);
}

/** A secret or a parameter, by its ARN. */
export function credentials(spot: Spot): Suggestion[] {
  const forms = valueFrom(spot);
  return [forms[0]!, forms[2]!];
}

/** The ARN of the application's role. */
export function taskRole({ task }: Spot): Suggestion[] {
  const { partition, account } = accountOf(task);
  return [
    form(
      'Task role ARN',
      'for the application',
      asWritten(task, `arn:${partition}:iam::`, account, ':role/', new Ask('TASK_ROLE')),
    ),
  ];
}

/** The ARN of the role that pulls images, writes logs and reads secrets. */
export function executionRole({ task }: Spot): Suggestion[] {
  const { partition, account } = accountOf(task);
  return [
    form(
      'Execution role ARN',
      'for ECS itself',
      asWritten(task, `arn:${partition}:iam::`, account, ':role/', new Ask('ecsTaskExecutionRole')),
    ),
  ];
}

/** Where images come from. Tags are not looked up. */
export function images({ task }: Spot): Suggestion[] {
  const { region, account } = accountOf(task);
  const tagged = (...path: (string | Ask)[]) => asWritten(task, ...path, ':', new Ask('TAG'));
  return [
    form(
      'Amazon ECR',
      'private registry',
      tagged(account, '.dkr.ecr.', region, '.amazonaws.com/', new Ask('REPOSITORY')),
    ),
    form(
      'Amazon ECR Public',
      'with official Docker images',
      tagged('public.ecr.aws/docker/library/', new Ask('IMAGE')),
    ),
    form('Docker Hub', undefined, tagged(new Ask('USER/IMAGE'))),
  ];
}

/** An S3 file with environment variables. */
export function environmentFile({ task }: Spot): Suggestion[] {
  const { partition } = accountOf(task);
  return [
    form(
      'S3 object',
      'ends in .env',
      asWritten(task, `arn:${partition}:s3:::`, new Ask('BUCKET'), '/', new Ask('PATH'), '.env'),
    ),
  ];
}

/** A file for logging in to Active Directory. */
export function credentialSpecs({ task }: Spot): Suggestion[] {
  const { partition } = accountOf(task);
  const object = [`:arn:${partition}:s3:::`, new Ask('BUCKET'), '/', new Ask('FILE'), '.json'] as const;
  const fargate = task.requires('FARGATE') === 'yes';
  return [
    ...(fargate
      ? []
      : [form('credentialspec', 'the instance has joined the domain', asWritten(task, 'credentialspec', ...object))]),
    form(
      'credentialspecdomainless',
      'no joined instance needed',
      asWritten(task, 'credentialspecdomainless', ...object),
    ),
  ];
}

/** An S3 file system or one of its access points. */
export function s3Files(resource: string): (spot: Spot) => Suggestion[] {
  return ({ task }) => {
    const { partition, region, account } = accountOf(task);
    return [
      form(
        'S3 Files ARN',
        undefined,
        asWritten(task, `arn:${partition}:s3files:`, region, ':', account, ':', ...resourceParts(resource)),
      ),
    ];
  };
}

function resourceParts(resource: string): (string | Ask)[] {
  return resource
    .split(/(FS_ID|AP_ID)/)
    .map((part) => (/_ID$/.test(part) ? new Ask(part) : part))
    .filter((part) => part !== '');
}

function form(label: string, detail: string | undefined, value: Json): Suggestion {
  return { label, detail, value, kind: 'form' };
}
