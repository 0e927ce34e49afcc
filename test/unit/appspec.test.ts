/** AppSpec files of CodeDeploy: what they are recognized by, and what they mean. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, locateIn } from '../../server/src/analysis.ts';
import { plainValue } from './tree.ts';

const YAML = `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7"
        LoadBalancerInfo:
          ContainerName: web
          ContainerPort: "80"
        PlatformVersion: LATEST
        NetworkConfiguration:
          awsvpcConfiguration:
            Subnets: [subnet-1]
            assignPublicIp: DISABLED
        CapacityProviderStrategy:
          - Base: 1
            CapacityProvider: FARGATE
            Weight: 2
Hooks:
  - BeforeInstall: check
`;

const MEANT = {
  taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7',
  loadBalancers: [{ containerName: 'web', containerPort: 80 }],
  platformVersion: 'LATEST',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'DISABLED' } },
  capacityProviderStrategy: [{ base: 1, capacityProvider: 'FARGATE', weight: 2 }],
};

const isAppSpec = (text: string, name = 'appspec.yaml') => analyse(text, name).services.length > 0;

describe('an AppSpec file', () => {
  test('means what it changes in the service, with nothing missing', () => {
    const { services, findings } = analyse(YAML, 'appspec.yml');
    assert.deepEqual(plainValue(services[0]?.root), MEANT);
    assert.deepEqual(
      findings.filter(({ severity }) => severity !== 'info'),
      [],
    );
  });

  test('is known by its content, in both languages and with small letters', () => {
    const properties = {
      TaskDefinition: '<TASK_DEFINITION>',
      LoadBalancerInfo: { ContainerName: 'a', ContainerPort: 1 },
    };
    const target = { TargetService: { Type: 'AWS::ECS::Service', Properties: properties } };
    assert.ok(isAppSpec(JSON.stringify({ version: 0.0, Resources: [target] }), 'deploy.json'));
    assert.ok(isAppSpec(YAML.replace('Resources:', 'resources:').replace('Properties:', 'properties:')));
    assert.ok(isAppSpec(JSON.stringify({ version: 0.0, Resources: target }), 'appspec.json'), 'not in a list');
  });

  test('is nothing else', () => {
    const lambda = { version: 0.0, Resources: [{ f: { Type: 'AWS::Lambda::Function', Properties: { Name: 'f' } } }] };
    assert.ok(!isAppSpec(JSON.stringify(lambda), 'appspec.json'));
    assert.ok(!isAppSpec('version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: /srv\n'));
    const service = { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'web' } };
    const { services } = analyse(JSON.stringify({ version: 1, Resources: { Web: service } }), 'template.json');
    assert.equal(services[0]?.part.dialect.id, 'cloudformation');
  });

  test('is found at each of its places', () => {
    const analysis = analyse(YAML, 'appspec.yaml');
    const at = (words: string) => locateIn(analysis, YAML.indexOf(words) + 1)?.property?.key.value;
    assert.deepEqual(
      [at('LoadBalancerInfo'), at('ContainerName'), at('web\n'), at('Base')],
      ['loadBalancers', 'containerName', 'containerName', 'base'],
    );
  });

  test('is warned about in its own words', () => {
    const { findings } = analyse(YAML.replace('PlatformVersion', 'PlatformVersoin'), 'appspec.yaml');
    const [finding] = findings.filter(({ severity }) => severity !== 'info');
    assert.deepEqual([finding?.rule, finding?.severity], ['unknown-property', 'warning']);
    assert.match(finding!.message, /PlatformVersion/);
  });
});
