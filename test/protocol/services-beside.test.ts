/** A service judged together with the task definition in a document beside it, over real streams. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import {
  CodeLensRequest,
  DefinitionRequest,
  type Diagnostic,
  DiagnosticSeverity,
  type Location,
  RenameRequest,
} from 'vscode-languageserver';
import type { Host } from '../../server/src/config/configs.ts';
import { CHECK_FILE, type CheckFileResult, SERVICE_CHOICES, type ServiceChoices } from '../../server/src/protocol.ts';
import { PUSH, Session, type SessionOptions, URI } from './session.ts';

const SERVICE = 'file:///workspace/service.json';

const task = (name: string, port = 80) =>
  `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "${name}", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": ${port} }] }
  ]
}
`;

const service = (family = 'web', name = 'web') => `{
  "serviceName": "shop",
  "taskDefinition": "${family}",
  "desiredCount": 2,
  "loadBalancers": [
    { "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef", "containerName": "${name}", "containerPort": 80 }
  ]
}
`;

function errorsIn(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error).map(({ code }) => code);
}

const REFRESHES: SessionOptions = {
  capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
};

describe('a service beside its task definition', () => {
  test('is judged with it while both are open, and the finding leads there', async (context) => {
    const session = await Session.start(context, REFRESHES);
    await session.open(service(), SERVICE);
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), []);
    await session.open(task('frontend'));
    await session.nextRefresh();
    const diagnostics = await session.pull(SERVICE);
    assert.deepEqual(errorsIn(diagnostics), ['svc-lb-container-unknown']);
    const [related] = diagnostics.find(({ code }) => code === 'svc-lb-container-unknown')!.relatedInformation!;
    assert.deepEqual(related?.location, { uri: URI, range: session.range('"web"') });
    await session.close();
    await session.nextRefresh();
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), []);
  });

  test('follows what is typed there', async (context) => {
    const session = await Session.start(context, REFRESHES);
    await session.open(task('frontend'));
    await session.open(service(), SERVICE);
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), ['svc-lb-container-unknown']);
    await session.type('frontend', 'web');
    await session.nextRefresh();
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), []);
    await session.type('80', '8080');
    await session.nextRefresh();
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), ['svc-lb-container-port']);
  });

  test('is published again to a client that waits', async (context) => {
    const session = await Session.start(context, { capabilities: PUSH });
    await session.open(service(), SERVICE);
    assert.deepEqual(errorsIn((await session.nextPublished(SERVICE)).diagnostics), []);
    await session.open(task('frontend'));
    assert.deepEqual(errorsIn((await session.nextPublished(SERVICE)).diagnostics), ['svc-lb-container-unknown']);
    await session.type('frontend', 'web');
    assert.deepEqual(errorsIn((await session.nextPublished(SERVICE)).diagnostics), []);
  });

  test('gets fixes that change the service, and none that change the other document', async (context) => {
    const session = await Session.start(context);
    await session.open(task('web', 8080));
    await session.open(service(), SERVICE);
    const fixes = (await session.quickFixes(': 80 }', SERVICE)).filter(({ title }) => /^(?:Write|Open)/.test(title));
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Write 8080'],
    );
    assert.equal(session.after(fixes[0]!.edit, SERVICE), service().replace(': 80 }', ': 8080 }'));
  });

  const APART: Readonly<Record<string, [uri: string, service: string, others?: readonly string[]]>> = {
    'in another folder': ['file:///workspace/other/service.json', service()],
    'of another family': [SERVICE, service('api')],
    'in one of its revisions': [SERVICE, service('web:3')],
    'for another environment': ['file:///workspace/service.prod.json', service()],
    'of which there are two': [SERVICE, service(), ['file:///workspace/other-task-definition.json']],
  };
  for (const [what, [uri, text, others = []]] of Object.entries(APART)) {
    test(`is not judged with a task definition ${what}`, async (context) => {
      const session = await Session.start(context);
      await session.open(task('frontend'));
      for (const other of others) await session.open(task('backend'), other);
      await session.open(text, uri);
      assert.deepEqual(errorsIn(await session.pull(uri)), []);
    });
  }

  test('runs what ecspresso has beside it', async (context) => {
    const session = await Session.start(context);
    const uri = 'file:///workspace/ecs-service-def.json';
    await session.open(task('frontend').replace('  "family": "web",\n', ''), 'file:///workspace/ecs-task-def.json');
    const partial = service().replace('  "serviceName": "shop",\n  "taskDefinition": "web",\n', '');
    await session.open(partial, uri);
    assert.deepEqual(errorsIn(await session.pull(uri)), ['svc-lb-container-unknown']);
  });
});

test('what a new service can choose from is answered for the task definition under the cursor', async (context) => {
  const session = await Session.start(context);
  await session.open(task('web'));
  const ask = (uri: string) => session.client.sendRequest<ServiceChoices | null>(SERVICE_CHOICES, { uri });
  assert.deepEqual(await ask(URI), {
    family: 'web',
    launchTypes: ['EC2', 'EXTERNAL'],
    hasOwnNetwork: false,
    targets: [{ containerName: 'web', containerPort: 80 }],
  });
  await session.open(service(), SERVICE);
  assert.equal(await ask(SERVICE), null);
  assert.equal(await ask('file:///workspace/none.json'), null);
});

describe('the note above a service', () => {
  async function notes(session: Session, uri: string): Promise<(string | undefined)[]> {
    const lenses = await session.client.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    return (lenses ?? []).flatMap(({ command }) => (command ? command.title : []));
  }

  test('says what becomes of it with the task definition beside it', async (context) => {
    const session = await Session.start(context, REFRESHES);
    await session.open(service(), SERVICE);
    assert.deepEqual(await notes(session, SERVICE), []);
    await session.open(task('web'));
    assert.deepEqual(await notes(session, SERVICE), ['With task definition "web": accepted']);
    await session.type('"web", "image"', '"front", "image"');
    assert.deepEqual(await notes(session, SERVICE), ['With task definition "web": 1 problem']);
    await session.type('"bridge"', '"brigde"');
    assert.deepEqual(await notes(session, SERVICE), ['With task definition "web": 2 problems']);
  });

  test('counts what is wrong with both in one file, and with no other', async (context) => {
    const session = await Session.start(context);
    const uri = 'file:///workspace/ecs.tf';
    const resource = (name: string, container: string) => `resource "aws_ecs_task_definition" "${name}" {
  family                = "${name}"
  container_definitions = jsonencode([{ name = "${container}", image = "nginx:1.27", memory = 128, portMappings = [{ containerPort = 80 }] }])
}
resource "aws_ecs_service" "${name}" {
  name            = "${name}"
  task_definition = aws_ecs_task_definition.${name}.arn
  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 80
  }
}
`;
    await session.open(`${resource('a', 'web')}${resource('b', 'front')}`, uri, 'terraform');
    assert.deepEqual(
      (await notes(session, uri)).filter((title) => title?.startsWith('With')),
      ['With task definition "a": accepted', 'With task definition "b": 1 problem'],
    );
  });
});

describe('an AppSpec file beside the task definition', () => {
  const TASKDEF = 'file:///workspace/taskdef.json';
  const APPSPEC = 'file:///workspace/appspec.yaml';
  const appspec = (name: string, port: string) => `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: <TASK_DEFINITION>
        LoadBalancerInfo:
          ContainerName: "${name}" # the front
          ContainerPort: ${port}
`;

  async function open(context: TestContext, name: string, port: string, taskUri = TASKDEF): Promise<Session> {
    const session = await Session.start(context);
    await session.open(task('web'), taskUri);
    await session.open(appspec(name, port), APPSPEC, 'yaml');
    return session;
  }

  test('is judged with it', async (context) => {
    const session = await open(context, 'wbe', '80');
    assert.deepEqual(errorsIn(await session.pull(APPSPEC)), ['svc-lb-container-unknown']);
    const [fix] = await session.quickFixes('wbe', APPSPEC);
    assert.equal(session.after(fix?.edit, APPSPEC), appspec('web', '80'));
  });

  test('has a port of it, in quotes or not', async (context) => {
    for (const [port, errors] of [
      ['80', []],
      ['"80"', []],
      ['8080', ['svc-lb-container-port']],
      ['"8080"', ['svc-lb-container-port']],
    ] as const) {
      const session = await open(context, 'web', port);
      assert.deepEqual(errorsIn(await session.pull(APPSPEC)), errors, port);
    }
  });

  test('is not judged with a file that CodePipeline would not take', async (context) => {
    const session = await open(context, 'wbe', '80', URI);
    assert.deepEqual(errorsIn(await session.pull(APPSPEC)), []);
  });

  test('leads to its container, and is renamed with it', async (context) => {
    const session = await open(context, 'web', '80');
    const { start } = session.range('web', APPSPEC);
    const at = { textDocument: { uri: APPSPEC }, position: start };
    const found = await session.client.sendRequest(DefinitionRequest.type, at);
    const [target] = [found].flat() as Location[];
    assert.deepEqual(target, { uri: TASKDEF, range: rangeOfName(session) });
    const edit = await session.client.sendRequest(RenameRequest.type, {
      textDocument: { uri: TASKDEF },
      position: rangeOfName(session).start,
      newName: 'front',
    });
    assert.equal(session.after(edit!, APPSPEC), appspec('front', '80'));
    assert.equal(session.after(edit!, TASKDEF), task('front'));
  });

  function rangeOfName(session: Session) {
    const { start } = session.range('web", "image', TASKDEF);
    return { start, end: { line: start.line, character: start.character + 3 } };
  }
});

test('the check of the workspace judges files that are not open together', async (context) => {
  const files = new Map([
    [URI, task('frontend')],
    [SERVICE, service()],
    ['file:///workspace/other/task-definition.json', task('web')],
  ]);
  const host: Host = {
    readText: async (uri) => files.get(uri),
    exists: async (uri) => files.has(uri),
    taskFiles: async () => [...files].map(([uri, text]) => ({ uri, text })),
  };
  const session = await Session.start(context, { host, workspaceFolders: ['file:///workspace'] });
  const { accepted, diagnostics } = await session.client.sendRequest<CheckFileResult>(CHECK_FILE, {
    uri: SERVICE,
    text: service(),
  });
  assert.ok(accepted);
  assert.deepEqual(errorsIn(diagnostics as Diagnostic[]), ['svc-lb-container-unknown']);
});
