/** Whether a service is scaled by a target of Application Auto Scaling in its document. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { analyse } from '../../server/src/analysis.ts';

type Answer = 'yes' | 'no' | 'unknown' | undefined;

const target = (resource: unknown, more: object = {}) => ({
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  Properties: { ServiceNamespace: 'ecs', ResourceId: resource, MinCapacity: 1, MaxCapacity: 4, ...more },
});

function template(service: object, resources: object, more: object = {}): object {
  return {
    Resources: {
      Web: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'web', DesiredCount: 2, ...service } },
      Api: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'api' } },
      ...resources,
    },
    ...more,
  };
}

function scaled(text: string, fileName: string): Answer {
  return analyse(text, fileName).services.find(({ part }) => part.id.toLowerCase() === 'web')!.part.scaling!.scaled;
}

const PATHS: Readonly<Record<string, [resource: unknown, answer: Answer]>> = {
  Sub: [{ 'Fn::Sub': 'service/${Cluster}/${Web.Name}' }, 'yes'],
  'Sub with the name of another service': [{ 'Fn::Sub': 'service/${Cluster}/${Api.Name}' }, 'no'],
  'Sub with a parameter': [{ 'Fn::Sub': 'service/${Cluster}/${Name}' }, 'unknown'],
  Join: [{ 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': ['Web', 'Name'] }]] }, 'yes'],
  'Join of pieces': [{ 'Fn::Join': ['', ['service/', { Ref: 'Cluster' }, '/', { 'Fn::GetAtt': 'Web.Name' }]] }, 'yes'],
  'Join with the name of another service': [
    { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': ['Api', 'Name'] }]] },
    'no',
  ],
  'a parameter': [{ Ref: 'Resource' }, 'unknown'],
  'a condition': [{ 'Fn::If': ['A', 'service/shop/web', 'service/shop/api'] }, 'unknown'],
  'a text with the name of another': ['service/shop/api', 'no'],
};

describe('in a template', () => {
  for (const [what, [resource, answer]] of Object.entries(PATHS)) {
    test(`a service with a target by ${what}`, () => {
      const data = template({}, { Scaling: target(resource) });
      assert.equal(scaled(JSON.stringify(data), 'template.json'), answer);
      assert.equal(scaled(stringify(data), 'template.yaml'), answer);
    });
  }

  test('a service is known by its own name', () => {
    const named = (name: unknown, resource: unknown) =>
      scaled(JSON.stringify(template({ ServiceName: name }, { Scaling: target(resource) })), 'template.json');
    assert.equal(named('web', 'service/shop/web'), 'yes');
    assert.equal(named({ Ref: 'Name' }, { 'Fn::Sub': 'service/${Cluster}/${Name}' }), 'yes');
    assert.equal(named({ Ref: 'Name' }, 'service/shop/web'), 'unknown');
    assert.equal(named('web', 'service/shop/api'), 'no');
  });

  test('a target of something else says nothing', () => {
    const table = target('table/orders', { ServiceNamespace: 'dynamodb' });
    assert.equal(scaled(JSON.stringify(template({}, { Table: table })), 'template.json'), 'no');
  });

  test('another stack may hold the target', () => {
    const nested = { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: {} } };
    assert.equal(scaled(JSON.stringify(template({}, nested)), 'template.json'), 'unknown');
    const outputs = { Outputs: { Name: { Value: { 'Fn::GetAtt': 'Web.Name' } } } };
    assert.equal(scaled(JSON.stringify(template({}, {}, outputs), null, 2), 'template.json'), 'unknown');
    assert.equal(scaled(stringify(template({}, {}, outputs)), 'template.yaml'), 'unknown');
    assert.equal(scaled(JSON.stringify(template({}, {})), 'template.json'), 'no');
  });

  test('a name of any characters is no more than a name', () => {
    const data = {
      Resources: {
        Web: { Type: 'AWS::ECS::Service', Properties: {} },
        '(': { Type: 'AWS::ECS::Service', Properties: {} },
      },
    };
    assert.equal(analyse(JSON.stringify({ ...data, Outputs: {} }), 'template.json').services.length, 2);
  });
});

describe('in Terraform', () => {
  const file = (resource: string | undefined, members = '') => `
resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
${members}
}
resource "aws_ecs_service" "api" {
  name = "api"
}
${resource === undefined ? '' : `resource "aws_appautoscaling_target" "x" {\n  service_namespace = "ecs"\n  resource_id = ${resource}\n}\n`}`;

  const CASES: readonly [resource: string | undefined, answer: Answer][] = [
    ['"service/${aws_ecs_cluster.main.name}/${aws_ecs_service.web.name}"', 'yes'],
    ['"service/shop/${aws_ecs_service.web[0].name}"', 'yes'],
    ['"service/${var.cluster}/${aws_ecs_service.api.name}"', 'no'],
    ['"service/shop/web"', 'yes'],
    ['"service/shop/api"', 'no'],
    ['"service/shop/${var.name}"', 'unknown'],
    ['var.resource', 'unknown'],
    ['join("/", ["service", var.cluster, aws_ecs_service.web.name])', 'unknown'],
    [undefined, 'unknown'],
  ];
  for (const [resource, answer] of CASES)
    test(`a service with the target ${resource}`, () => assert.equal(scaled(file(resource), 'ecs.tf'), answer));

  test('a service that leaves its count alone is scaled by something', () => {
    const ignores = '  lifecycle {\n    ignore_changes = [desired_count]\n  }';
    assert.equal(scaled(file('"service/shop/api"', ignores), 'ecs.tf'), 'unknown');
  });

  test('the hint names what Terraform calls it', () => {
    const { findings } = analyse(file('"service/shop/api"'), 'ecs.tf');
    const found = findings.find(({ rule }) => rule === 'svc-fixed-count');
    assert.match(found!.message, /aws_appautoscaling_target/);
  });
});
