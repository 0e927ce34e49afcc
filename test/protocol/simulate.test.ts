/** The deployment of an open document, with what is assumed and what the user chose. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SIMULATE, type SimulateParams } from '../../server/src/protocol.ts';
import type { Simulation } from '../../server/src/simulator/simulation.ts';
import { Session, URI } from './session.ts';

const CHECK = { command: ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'] };

function file(container: object = {}, members: object = {}): string {
  return JSON.stringify({
    family: 'shop',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'web', image: 'nginx:1.27', healthCheck: CHECK, ...container }],
    ...members,
  });
}

async function deploy(session: Session, params: Partial<SimulateParams> = {}): Promise<Simulation> {
  const played = await session.client.sendRequest<Simulation | null>(SIMULATE, { uri: URI, ...params });
  assert.ok(played);
  return played;
}

describe('a deployment', () => {
  test('is played from the open text', async (t) => {
    const session = await Session.start(t);
    await session.open(file());
    const played = await deploy(session);
    assert.equal(played.title, 'shop');
    assert.equal(played.outcome.text, 'The task runs, and is healthy.');
    assert.deepEqual([...new Set(played.events.map(({ step }) => step))].slice(0, 3), [
      'validation',
      'registration',
      'service-call',
    ]);
  });

  test('follows what was chosen for the assumptions of an earlier one', async (t) => {
    const session = await Session.start(t);
    await session.open(file());
    const { assumptions } = await deploy(session);
    const health = assumptions.find(({ id }) => id === 'health:web');
    assert.ok(health?.kind === 'choice' && health.options.some(({ value }) => value === 'never'));
    const played = await deploy(session, { chosen: { 'health:web': 'never' } });
    assert.equal(played.outcome.stoppedReason, 'Task failed container health checks');
    assert.equal(played.assumptions.find(({ id }) => id === 'health:web')!.value, 'never');
  });

  test('is refused for what a comment switches off: AWS reads no comments', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///workspace/template.yaml';
    await session.open(
      `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      # taskdef-disable-next-line container-memory-required
      ContainerDefinitions:
        # taskdef-disable-next-line container-memory-required
        - Name: web # taskdef-disable-line container-memory-required
          Image: nginx:1.27
`,
      uri,
    );
    assert.ok(!(await session.codes(uri)).includes('container-memory-required'));
    const { outcome } = await deploy(session, { uri });
    assert.equal(outcome.refusedBy, 'registration');
  });

  test('of a template is refused by CloudFormation, not by the AWS CLI', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///workspace/template.yaml';
    await session.open(
      `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Memory: "512"
      Colour: blue
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
`,
      uri,
    );
    const { outcome } = await deploy(session, { uri });
    assert.equal(outcome.refusedBy, 'cloudformation');
    assert.equal(outcome.text, 'CloudFormation refuses the file. Nothing reaches ECS.');
    const other = await deploy(session, { uri, chosen: { 'unknown-members': 'no' } });
    assert.equal(other.outcome.registered, true);
  });

  test('is that of the task definition where the cursor is', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///workspace/template.yaml';
    const task = (family: string) => `  ${family}:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: ${family}
      Memory: "512"
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
`;
    await session.open(`Resources:\n${task('First')}${task('Second')}`, uri);
    assert.equal((await deploy(session, { uri })).title, 'First');
    assert.equal((await deploy(session, { uri, position: { line: 12, character: 12 } })).title, 'Second');
  });

  test('of a file with nothing to deploy is none', async (t) => {
    const session = await Session.start(t);
    await session.open('{ "family": "web", "containerDefinitions": [] }');
    assert.equal(await session.client.sendRequest(SIMULATE, { uri: URI }), null);
    assert.equal(await session.client.sendRequest(SIMULATE, { uri: 'file:///workspace/other.json' }), null);
  });

  test('shows signs that turn text around as signs', async (t) => {
    const session = await Session.start(t);
    await session.open(file({ name: 'we\u202eb' }));
    assert.doesNotMatch(JSON.stringify((await deploy(session)).events), /\u202e/);
  });

  test('takes the service in the same template', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///workspace/with-service.yaml';
    await session.open(
      `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
  Service:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: shop-web
      TaskDefinition: !Ref Web
      LaunchType: FARGATE
      DesiredCount: 5
      NetworkConfiguration:
        AwsvpcConfiguration: { Subnets: [subnet-1] }
`,
      uri,
      'yaml',
    );
    const { events } = await deploy(session, { uri });
    assert.ok(events.some(({ aws }) => aws === '(service shop-web) has started 5 tasks: (task …).'));
  });

  test('takes the service, or the task definition, that is in a file beside it', async (t) => {
    const session = await Session.start(t);
    const service = { uri: 'file:///workspace/service.json', text: '' };
    service.text = JSON.stringify({
      serviceName: 'shop-web',
      taskDefinition: 'shop:3',
      desiredCount: 4,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    });
    await session.open(file());
    const started = '(service shop-web) has started 4 tasks: (task …).';
    const played = await deploy(session, { beside: [service] });
    assert.ok(played.events.some(({ aws }) => aws === started));
    await session.open(service.text, service.uri);
    const fromService = await deploy(session, { uri: service.uri, beside: [{ uri: URI, text: file() }] });
    assert.ok(fromService.events.some(({ aws }) => aws === started));
  });
});
