/** Services, and what they have to do with the task definitions beside them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, locateIn } from '../../server/src/analysis.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { serviceEntry } from '../../server/src/features/document-symbols.ts';
import { findName } from '../../server/src/features/names/names.ts';
import { obstacleTo, renamed } from '../../server/src/features/names/rename.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { SERVICE_RULES } from '../../server/src/rules/index.generated.ts';
import { placeOfMember } from '../../server/src/schema/lookup.ts';
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

describe('a service in YAML', () => {
  const text = 'serviceName: web\ntaskDefinition: web\ndesiredCount: 2\nlaunchType: fargate # soon\n';

  test('is judged, and put right', () => {
    const { findings, document, services } = analyse(text, 'web.yaml');
    const [finding] = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual([services.length, finding?.rule], [1, 'unknown-value']);
    const fixed = applyEdits(text, toTextEdits(document, finding!.fixes[0]!.edits));
    assert.equal(fixed, text.replace('fargate', 'FARGATE'));
  });

  test('is recognized by what only services of ECS have', () => {
    const isService = (source: string) => analyse(source, 'web.yaml').services.length === 1;
    assert.ok(isService('desiredCount: 2\ndeploymentConfiguration:\n  maximumPercent: 200\n'));
    assert.ok(isService('services:\n- serviceArn: arn\n  desiredCount: 2\n  launchType: EC2\n'));
    assert.ok(!isService('serviceName: web\ntags: []\n'), 'values of a chart');
    assert.ok(!isService('serviceName: web\nrole: admin\ncluster: a\n'));
    assert.ok(!isService('services:\n  web:\n    image: web\n'), 'a Compose file');
  });
});

describe('beside its task definition', () => {
  const connect = { Enabled: true, Services: [{ PortName: 'http', ClientAliases: [{ Port: 80 }] }] };
  const text = template(
    {
      LoadBalancers: [BALANCER],
      ServiceConnectConfiguration: connect,
      VolumeConfigurations: [{ Name: 'data', ManagedEBSVolume: { RoleArn: { Ref: 'Role' }, SizeInGiB: 10 } }],
    },
    { Ref: 'Web' },
    {
      ContainerDefinitions: [
        {
          ...WEB,
          PortMappings: [{ ContainerPort: 80, Name: 'http' }],
          MountPoints: [{ SourceVolume: 'data', ContainerPath: '/data' }],
        },
      ],
      Volumes: [{ Name: 'data', ConfiguredAtLaunch: true }],
    },
  );

  test('a service takes part in the names of containers, ports and volumes', () => {
    for (const [old, places] of [
      ['web', 2],
      ['http', 2],
      ['data', 3],
    ] as const) {
      const analysis = analyse(text, 'template.json');
      const found = findName(analysis, text.lastIndexOf(`"${old}"`) + 2);
      assert.ok(found, old);
      assert.equal(obstacleTo(found), undefined);
      const after = applyEdits(text, renamed(found, 'other'));
      assert.equal(after.split('"other"').length - 1, places, old);
      assert.ok(!after.includes(`"${old}"`), after);
      assert.deepEqual(errorsOf(after), []);
    }
  });

  test('is found in YAML as well', () => {
    const yaml = `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
          PortMappings:
            - ContainerPort: 80
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Web
      LoadBalancers:
        - TargetGroupArn: !Ref Group
          ContainerName: web # the front
          ContainerPort: 8080
`;
    const { findings, document } = analyse(yaml, 'template.yaml');
    const [finding] = findings.filter(({ severity }) => severity === 'error');
    assert.equal(finding?.rule, 'svc-lb-container-port');
    const fixed = applyEdits(yaml, toTextEdits(document, finding.fixes[0]!.edits));
    assert.equal(fixed, yaml.replace('8080', '80'));
  });

  test('has its members explained, and a line of the outline', () => {
    const analysis = analyse(text, 'template.json');
    const [service] = analysis.services;
    const here = locateIn(analysis, text.indexOf('"PortName"') + 2);
    const place = placeOfMember(service!, here!.property!);
    assert.deepEqual([place?.type, place?.key], ['ServiceConnectService', 'portName']);
    assert.match(place!.docs!.text, /port mapping/);
    const { name, children } = serviceEntry(service!);
    assert.equal(name, 'Service');
    assert.deepEqual(
      children.map((child) => child.name),
      ['loadBalancers', 'serviceConnectConfiguration', 'volumeConfigurations'],
    );
  });
});

test('the members of a task definition are not offered in a service', () => {
  const text = '{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2,  }';
  const offers = complete(analyse(text, 'a.json'), { uri: 'file:///a.json' }, text.lastIndexOf(' }'));
  const labels = offers.flatMap(({ suggestions }) => suggestions.map(({ label }) => label));
  assert.ok(labels.includes('loadBalancers') && !labels.includes('desiredCount'), labels.join());
  assert.ok(!labels.includes('containerDefinitions') && !labels.includes('family'), labels.join());
});

test('no text that is being typed, and no value of a wrong type, makes a rule fail', () => {
  const texts = SERVICE_RULES.flatMap(({ id }) => RULE_EXAMPLES[id]!.bad);
  assert.ok(texts.length > 50);
  for (const text of texts) {
    for (let end = 1; end < text.length; end += 61) analyse(text.slice(0, end), 'service.json', 'asked');
    for (const value of ['null', '"x"', '[]', '{}'])
      for (const { index, 0: whole } of text.matchAll(/(?<=: )(?:"[^"]*"|\d+|true|\[[^[\]]*\])/g))
        analyse(text.slice(0, index) + value + text.slice(index + whole.length), 'service.json');
  }
});
