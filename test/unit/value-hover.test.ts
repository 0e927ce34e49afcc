/** What hovers say of values: sizes, images, ARNs, references to secrets. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { valueHover } from '../../server/src/features/hover/values/value-hover.ts';
import { placeOfMember } from '../../server/src/schema/lookup.ts';
import { locate } from '../../server/src/syntax/locate.ts';

/** The text for the value in which some words stand; an empty one where there is none. */
function at(task: object, words: string): string {
  const text = JSON.stringify(task);
  const { tasks, document } = analyse(text, 'task-definition.json', 'asked');
  const offset = text.indexOf(words);
  assert.ok(offset >= 0, `"${words}" is in the text`);
  const here = locate(document.root, offset + (words.length >> 1));
  assert.ok(here && here.node.kind !== 'property');
  return valueHover(tasks[0]!, here.property && placeOfMember(tasks[0]!, here.property), here.node) ?? '';
}

function web(container: object, more: object = {}): object {
  return { family: 'web', ...more, containerDefinitions: [{ name: 'web', image: 'example.com/web:1', ...container }] };
}

const LOGS = { logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-region': 'us-east-1' } } };
const ECR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

describe('sizes', () => {
  test('the task’s cpu in vCPU, with the memory that goes with it', () => {
    const text = at(web({}, { cpu: '256', memory: '4096' }), '"256"');
    assert.match(text, /^`256` — 0\.25 vCPU\n/);
    assert.match(text, /Memory on Fargate: 0\.5, 1 or 2 GB/);
    assert.match(text, /4 GB, which does not fit/);
    assert.match(at(web({}, { cpu: '1 vCPU' }), '1 vCPU'), /1024 CPU units[\s\S]*2 to 8 GB in steps of 1 GB/);
    assert.match(at(web({}, { cpu: '300' }), '"300"'), /no size with 0\.293 vCPU/);
  });

  test('the task’s memory, with the CPU that goes with it', () => {
    const text = at(web({}, { cpu: '256', memory: '2048' }), '"2048"');
    assert.match(text, /^`2048` — 2048 MiB \(2 GB\)/);
    assert.match(text, /CPU on Fargate: 0\.25 vCPU, 0\.5 vCPU or 1 vCPU/);
  });

  test('a container’s, of the task’s', () => {
    const task = web({ cpu: 128, memory: 300 }, { cpu: '256', memory: '512' });
    assert.equal(at(task, '128'), '`128` — 0.125 vCPU, of 0.25 vCPU for the task');
    assert.equal(at(task, '300'), '`300` — 300 MiB, of 512 MiB for the task');
  });
});

describe('images', () => {
  const of = (image: string, more: object = {}) => at(web({ image, ...more }), image);

  test('say where they come from', () => {
    assert.match(of('nginx:1.27'), /^`nginx` — an official image on Docker Hub, the default registry/);
    assert.match(of('grafana/loki:3.1'), /^`grafana\/loki` — an image on Docker Hub/);
    assert.match(of('public.ecr.aws/docker/library/nginx:1.27'), /Amazon ECR Public/);
    assert.match(
      of(`${ECR}/team/web:1`),
      /^`team\/web` — a private Amazon ECR repository in eu-west-1, account 111122223333/,
    );
    assert.match(of('ghcr.io/acme/web:1'), /registry `ghcr\.io`/);
  });

  test('say that the region is not the one of the rest', () => {
    assert.match(of(`${ECR}/web:1`, LOGS), /eu-west-1 \(the rest of this file is in us-east-1\)/);
    assert.doesNotMatch(of(`${ECR}/web:1`), /rest of this file/);
  });

  test('say what the tag is worth and what pinning would mean', () => {
    assert.match(of('nginx'), /Tag: none, which means `latest`/);
    assert.match(of('nginx:1.27'), /`1\.27`.*can move it[\s\S]*`@sha256:…` with the digest instead of the tag/);
    for (const image of ['nginx', 'nginx:latest', 'nginx:1.27'])
      for (const line of of(image)
        .split('\n')
        .filter((one) => one.startsWith('- ')))
        assert.equal(line.replaceAll(/`[^`]*`/g, '').split(':').length, 2, `one colon: ${line}`);
    const pinned = of(`nginx:1.27@sha256:${'0123456789abcdef'.repeat(4)}`);
    assert.match(pinned, /Digest: the image is pinned/);
    assert.doesNotMatch(pinned, /To pin it/);
  });

  test('are left alone where they are decided later or wrong', () => {
    for (const image of ['${IMAGE}', 'IMAGE_URI', 'https://example.com/web']) assert.equal(of(image), '');
  });
});

describe('ARNs', () => {
  test('in their parts, wherever they stand', () => {
    const role = at(web({}, { taskRoleArn: 'arn:aws:iam::111122223333:role/team/web' }), 'arn:aws:iam');
    assert.equal(role, '`team/web` — an IAM role\n\n- Account: 111122223333');
    const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
    const text = at(web({ environment: [{ name: 'TABLE', value: table }], ...LOGS }), table);
    assert.match(text, /^`orders` — a DynamoDB table/);
    assert.match(text, /Region: eu-west-1 \(the rest of this file is in us-east-1\)/);
    assert.match(
      at(web({}, { taskRoleArn: 'arn:aws-cn:foo:x-1:111122223333:bar' }), 'arn:aws-cn'),
      /service foo[\s\S]*China/,
    );
  });

  test('not where they are incomplete or decided later', () => {
    for (const taskRoleArn of ['arn:aws:iam', 'arn:aws:iam::${ACCOUNT}:role/web'])
      assert.equal(at(web({}, { taskRoleArn }), taskRoleArn), '');
  });
});

describe('valueFrom', () => {
  const of = (valueFrom: string) => at(web({ secrets: [{ name: 'X', valueFrom }] }), valueFrom);
  const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf';

  test('a secret, whole or by its key, stage and version', () => {
    assert.match(
      of(SECRET),
      /^`prod\/db` — a secret in Secrets Manager[\s\S]*the whole secret[\s\S]*current[\s\S]*`-AbCdEf` is part/,
    );
    const key = of(`${SECRET}:password:AWSPREVIOUS:`);
    assert.match(key, /the value of `password`[\s\S]*labelled `AWSPREVIOUS`/);
    assert.match(of(`${SECRET}:::11111111-2222`), /the one with the id `11111111-2222`/);
  });

  test('a parameter, by ARN or by name', () => {
    assert.match(
      of('arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db'),
      /^`\/prod\/db` — a parameter in Parameter Store/,
    );
    assert.match(of('prod-db'), /in the account and Region of the task/);
  });
});

describe('closed values', () => {
  test('have their text', () => {
    const health = { dependsOn: [{ containerName: 'web', condition: 'HEALTHY' }] };
    assert.match(at(web(health), '"HEALTHY"'), /^`HEALTHY` — /);
    assert.match(at(web({}, { networkMode: 'awsvpc' }), '"awsvpc"'), /^`awsvpc` — /);
  });
});

describe('text of a file', () => {
  test('does not become a link, a command or HTML', () => {
    const name = '[x](command:y)`<b>';
    const text = at(web({}, { taskRoleArn: `arn:aws:iam::111122223333:role/${name}` }), 'arn:aws:iam');
    assert.doesNotMatch(text, /(?<!\\)[[<`]/);
  });
});
