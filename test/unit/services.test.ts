/** Services, and what they have to do with the task definitions beside them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';

const WEB = { Name: 'web', Image: 'nginx:1.27', Essential: true, Memory: 512, PortMappings: [{ ContainerPort: 80 }] };
const BALANCER = { TargetGroupArn: { Ref: 'Group' }, ContainerName: 'web', ContainerPort: 80 };

/** A template with a task definition `Web` and a service of it. */
function template(service: object, reference: unknown = { Ref: 'Web' }, task: object = {}): string {
  const resources = {
    Web: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [WEB], ...task } },
    Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: reference, ...service } },
  };
  return JSON.stringify({ Resources: resources }, null, 2);
}

function errorsOf(text: string, fileName = 'template.json'): string[] {
  return analyse(text, fileName)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
}

describe('a service of a template', () => {
  test('knows the task definition that it refers to, in whatever way', () => {
    for (const reference of [
      { Ref: 'Web' },
      { 'Fn::Sub': '${Web}' },
      { 'Fn::GetAtt': ['Web', 'TaskDefinitionArn'] },
      { 'Fn::GetAtt': 'Web.TaskDefinitionArn' },
    ]) {
      const { services } = analyse(template({}, reference), 'template.json');
      assert.equal(services[0]?.task?.part.id, 'Web', JSON.stringify(reference));
    }
    for (const reference of [
      { Ref: 'Other' },
      'web:7',
      { 'Fn::ImportValue': 'Web' },
      { 'Fn::GetAtt': ['Web', 'Other'] },
    ]) {
      const { services } = analyse(template({}, reference), 'template.json');
      assert.equal(services[0]?.task, undefined, JSON.stringify(reference));
    }
  });

  test('says who it is about, and its fix changes the service alone', () => {
    const wrong = template({ LoadBalancers: [{ ...BALANCER, ContainerName: 'wbe' }] });
    const { findings, document } = analyse(wrong, 'template.json');
    const [finding, ...others] = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual([finding?.rule, others.length], ['svc-lb-container-unknown', 0]);
    assert.deepEqual([finding?.part?.id, finding?.refusedBy], ['Service', 'service']);
    const fixed = applyEdits(wrong, toTextEdits(document, finding!.fixes[0]!.edits));
    assert.equal(fixed, template({ LoadBalancers: [BALANCER] }));
  });

  test('is judged by the schema, in the names of CloudFormation', () => {
    const service = { DesiredCount: 'two', LaunchTyp: 'FARGATE', SchedulingStrategy: 'replica', LoadBalancers: {} };
    const { findings } = analyse(template(service), 'template.json');
    const found = findings.filter(({ severity, part }) => severity === 'error' && part?.id === 'Service');
    assert.deepEqual(
      found.map(({ rule, refusedBy }) => [rule, refusedBy]),
      [
        ['wrong-type', 'cloudformation'],
        ['unknown-property', 'cloudformation'],
        ['unknown-value', 'service'],
        ['wrong-type', 'cloudformation'],
      ],
    );
    assert.match(found[1]!.message, /LaunchType/);
  });

  test('that is right is not complained of, whatever a function decides', () => {
    const service = {
      Cluster: { Ref: 'Cluster' },
      DesiredCount: '2',
      LaunchType: 'EC2',
      PlacementStrategies: [{ Type: 'spread', Field: 'instanceId' }],
      DeploymentConfiguration: { MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: 'true' } },
      LoadBalancers: [BALANCER, { 'Fn::If': ['Tls', { ...BALANCER, ContainerName: 'tls' }, { Ref: 'AWS::NoValue' }] }],
      ForceNewDeployment: { EnableForceNewDeployment: true },
    };
    const { findings } = analyse(template(service), 'template.json');
    assert.deepEqual(
      findings.filter(({ severity, part }) => severity !== 'info' && part?.id === 'Service'),
      [],
    );
  });

  test('is read where the task definition is elsewhere', () => {
    const text = JSON.stringify({
      Resources: {
        Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'web:7', LaunchType: 'fargate' } },
      },
    });
    assert.deepEqual(errorsOf(text), ['unknown-value']);
  });
});
