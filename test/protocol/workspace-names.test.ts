/** Names in files that are not open: found, led to and renamed. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  DefinitionRequest,
  FileChangeType,
  type Location,
  PrepareRenameRequest,
  ReferencesRequest,
  RegistrationRequest,
  RenameRequest,
  type WorkspaceEdit,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TASK_FILES, type TaskFilesParams } from '../../server/src/protocol.ts';
import { ServerProcess, SOON } from './server-process.ts';
import { Session } from './session.ts';

const ROOT = 'file:///shop/';

const TASK = `{
  "family": "shop",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 256,
      "portMappings": [{ "name": "http", "containerPort": 80 }],
      "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }]
    }
  ],
  "volumes": [{ "name": "data" }]
}
`;

const SERVICE = `{
  "serviceName": "shop-service",
  "cluster": "main",
  "taskDefinition": "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:7",
  "desiredCount": 2,
  "loadBalancers": [{ "containerName": "web", "containerPort": 80 }],
  "serviceConnectConfiguration": { "enabled": true, "services": [{ "portName": "http" }] }
}
`;

const WATCHES: ClientCapabilities = {
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, workspaceEdit: { documentChanges: true } },
  textDocument: { diagnostic: {}, rename: { prepareSupport: true } },
};

/** A client with files of its own, which counts what it is asked for. */
interface Files {
  readonly session: Session;
  /** The files by the end of their URIs. Changes here are changes on disk. */
  readonly texts: Map<string, string>;
  /** What each request asked for: some files, or all. */
  readonly asked: (readonly string[] | 'all')[];
  readonly watched: string[];
}

async function start(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  capabilities: ClientCapabilities = WATCHES,
): Promise<Files> {
  const texts = new Map(Object.entries(files));
  const asked: (readonly string[] | 'all')[] = [];
  const watched: string[] = [];
  const session = await Session.start(t, {
    capabilities,
    initializationOptions: { readsFiles: true },
    workspaceFolders: [ROOT],
  });
  session.client.onRequest(RegistrationRequest.type, ({ registrations }) => {
    for (const { registerOptions } of registrations)
      for (const { globPattern } of registerOptions?.watchers ?? []) watched.push(globPattern);
  });
  session.client.onRequest(TASK_FILES, ({ uris }: TaskFilesParams) => {
    asked.push(uris ?? 'all');
    const all = [...texts].map(([name, text]) => ({ uri: ROOT + name, text }));
    return uris ? all.filter(({ uri }) => uris.includes(uri)) : all;
  });
  return { session, texts, asked, watched };
}

/** Each place as file and line, counted from 1. */
function places(found: Location[] | null): string[] {
  return (found ?? []).map(({ uri, range }) => `${uri.slice(ROOT.length)}:${range.start.line + 1}`);
}

async function references({ session }: Files, uri: string, words: string): Promise<string[]> {
  return places(
    await session.client.sendRequest(ReferencesRequest.type, {
      textDocument: { uri },
      position: inside(session, uri, words),
      context: { includeDeclaration: true },
    }),
  );
}

function inside(session: Session, uri: string, words: string) {
  const { start } = session.range(words, uri);
  return { line: start.line, character: start.character + 1 };
}

async function rename({ session }: Files, uri: string, words: string, newName: string): Promise<WorkspaceEdit | null> {
  return session.client.sendRequest(RenameRequest.type, {
    textDocument: { uri },
    position: inside(session, uri, words),
    newName,
  });
}

/** The texts of all files after an edit, as an editor applies it. */
function textsAfter({ session, texts }: Files, edit: WorkspaceEdit | null): Map<string, string> {
  assert.ok(edit?.documentChanges);
  const changed = new Map<string, string>();
  for (const change of edit.documentChanges) {
    assert.ok('textDocument' in change);
    const { uri, version } = change.textDocument;
    const open = session.documents.get(uri);
    assert.equal(version, open ? open.version : null);
    const document = open ?? TextDocument.create(uri, 'json', 0, texts.get(uri.slice(ROOT.length))!);
    const edits = change.edits.map((one) => {
      assert.ok('newText' in one);
      return one;
    });
    changed.set(uri.slice(ROOT.length), TextDocument.applyEdits(document, edits));
  }
  return changed;
}

describe('symbols of the workspace', () => {
  const find = async ({ session }: Files, query: string) =>
    ((await session.client.sendRequest(WorkspaceSymbolRequest.type, { query })) ?? []).map(
      ({ name, containerName, location }) => `${location.uri.slice(ROOT.length)} ${containerName}/${name}`,
    );

  test('are those of files that are not open, too', async (t) => {
    const files = await start(t, {
      'task-definition.json': TASK,
      'ecs-service.json': SERVICE,
      'stack.yaml':
        'Resources:\n  Api:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Family: api\n      ContainerDefinitions:\n        - Name: worker\n          Image: a:1\n',
      'main.tf':
        'resource "aws_ecs_task_definition" "batch" {\n  family = "batch-job"\n  container_definitions = jsonencode([{ name = "worker", image = "a:1" }])\n}\n',
      'package.json': '{ "name": "worker" }',
    });
    assert.deepEqual(await find(files, 'worker'), ['stack.yaml api/worker', 'main.tf batch-job/worker']);
    assert.deepEqual(await find(files, 'shop'), ['task-definition.json /shop', 'ecs-service.json main/shop-service']);
    assert.deepEqual(await find(files, 'data'), ['task-definition.json shop/data']);
    assert.deepEqual(await find(files, 'api'), ['stack.yaml AWS::ECS::TaskDefinition/Api', 'stack.yaml /api']);
    assert.deepEqual(await find(files, 'batch'), ['main.tf aws_ecs_task_definition/batch', 'main.tf /batch-job']);
  });

  test('cost nothing until they are asked for, and then only what has changed', async (t) => {
    const files = await start(t, { 'task-definition.json': TASK });
    const { session, texts, asked, watched } = files;
    await session.open(SERVICE, `${ROOT}ecs-service.json`);
    await session.pull(`${ROOT}ecs-service.json`);
    assert.deepEqual(asked, []);
    assert.ok(watched.every((glob) => glob.endsWith('.taskdef.json')));
    assert.deepEqual(await find(files, 'web'), ['task-definition.json shop/web']);
    assert.deepEqual(await find(files, 'web'), ['task-definition.json shop/web']);
    assert.deepEqual(asked, ['all']);
    assert.ok(watched.some((glob) => glob.includes('tf')));
    texts.set('task-definition.json', TASK.replaceAll('web', 'api'));
    texts.set('new.json', TASK.replace('shop', 'second'));
    const changes = ['task-definition.json', 'new.json', 'node_modules/x/task-definition.json', 'notes.md'].map(
      (name) => ({
        uri: ROOT + name,
        type: FileChangeType.Changed,
      }),
    );
    await session.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
    assert.deepEqual(await find(files, 'web'), ['new.json second/web']);
    assert.deepEqual(asked, ['all', [`${ROOT}task-definition.json`, `${ROOT}new.json`]]);
    texts.delete('new.json');
    await session.client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${ROOT}new.json`, type: FileChangeType.Deleted }],
    });
    assert.deepEqual(await find(files, 'web'), []);
  });

  test('are read each time for a client that does not tell of changes', async (t) => {
    const files = await start(t, { 'task-definition.json': TASK }, { textDocument: { diagnostic: {} } });
    assert.deepEqual(await find(files, 'web'), ['task-definition.json shop/web']);
    files.texts.set('task-definition.json', TASK.replaceAll('web', 'api'));
    assert.deepEqual(await find(files, 'web'), []);
    assert.deepEqual(files.asked, ['all', 'all']);
  });

  test('are what the editor shows of an open file', async (t) => {
    const files = await start(t, { 'a b/task-definition.json': TASK });
    // A client may write the same address in another way.
    await files.session.open(TASK.replaceAll('web', 'api'), `${ROOT}a%20b/task-definition.json`);
    assert.deepEqual(await find(files, 'web'), []);
    assert.deepEqual(await find(files, 'api'), ['a%20b/task-definition.json shop/api']);
  });

  test('survive a client that answers with nonsense', async (t) => {
    const files = await start(t, {});
    files.session.client.onRequest(TASK_FILES, () => [null, { uri: 1 }, 'x']);
    assert.deepEqual(await find(files, 'web'), []);
  });

  test('come from the disk without a client that reads', SOON, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'taskdef-names-'));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'task-definition.json'), TASK);
    writeFileSync(join(folder, 'package.json'), '{ "name": "web" }');
    const server = new ServerProcess(t);
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'shop' }];
    await server.request(1, 'initialize', { processId: null, capabilities: {}, workspaceFolders });
    const { result } = await server.request(2, 'workspace/symbol', { query: 'web' });
    assert.deepEqual(
      (result as { name: string; location: Location }[]).map(({ name, location }) => [name, location.uri]),
      [['web', pathToFileURL(join(folder, 'task-definition.json')).href]],
    );
  });
});

describe('a name that several files share', () => {
  const task = `${ROOT}ecs/task-definition.json`;
  const service = `${ROOT}ecs/ecs-service.json`;
  const FILES = { 'ecs/task-definition.json': TASK, 'ecs/ecs-service.json': SERVICE };

  test('has its references in all of them, from either side', async (t) => {
    const files = await start(t, FILES);
    await files.session.open(TASK, task);
    assert.deepEqual(await references(files, task, 'web"'), ['ecs/task-definition.json:5', 'ecs/ecs-service.json:6']);
    assert.deepEqual(await references(files, task, 'http'), ['ecs/task-definition.json:8', 'ecs/ecs-service.json:7']);
    assert.deepEqual(await references(files, task, 'shop'), ['ecs/task-definition.json:2', 'ecs/ecs-service.json:4']);
    await files.session.close(task);
    await files.session.open(SERVICE, service);
    assert.deepEqual(await references(files, service, 'web"'), [
      'ecs/ecs-service.json:6',
      'ecs/task-definition.json:5',
    ]);
    const found = await files.session.client.sendRequest(DefinitionRequest.type, {
      textDocument: { uri: service },
      position: inside(files.session, service, 'web"'),
    });
    assert.deepEqual(places([found ?? []].flat() as Location[]), ['ecs/task-definition.json:5']);
  });

  test('is renamed in all of them, from either side', async (t) => {
    const files = await start(t, FILES);
    await files.session.open(TASK, task);
    const container = textsAfter(files, await rename(files, task, 'web"', 'api'));
    assert.equal(container.get('ecs/task-definition.json'), TASK.replace('"web"', '"api"'));
    assert.equal(container.get('ecs/ecs-service.json'), SERVICE.replace('"web"', '"api"'));
    const family = textsAfter(files, await rename(files, task, 'shop', 'store'));
    assert.equal(family.get('ecs/ecs-service.json'), SERVICE.replace('/shop:7', '/store:7'));
    await files.session.close(task);
    await files.session.open(SERVICE, service);
    const position = inside(files.session, service, 'http');
    const prepared = await files.session.client.sendRequest(PrepareRenameRequest.type, {
      textDocument: { uri: service },
      position,
    });
    assert.ok(prepared && 'placeholder' in prepared);
    const port = textsAfter(files, await rename(files, service, 'http', 'metrics'));
    assert.equal(port.get('ecs/task-definition.json'), TASK.replace('"http"', '"metrics"'));
    assert.equal(port.get('ecs/ecs-service.json'), SERVICE.replace('"http"', '"metrics"'));
    await assert.rejects(rename(files, service, 'http', 'Http'), /lower-case/);
  });

  test('is renamed where it stands now, although nobody told of a change', async (t) => {
    const files = await start(t, FILES);
    await files.session.open(TASK, task);
    await references(files, task, 'web"');
    files.texts.set('ecs/ecs-service.json', `\n\n${SERVICE}`);
    const changed = textsAfter(files, await rename(files, task, 'web"', 'api'));
    assert.equal(changed.get('ecs/ecs-service.json'), `\n\n${SERVICE.replace('"web"', '"api"')}`);
  });

  test('belongs to the nearest task definition of the family, and to none where two are as near', async (t) => {
    const files = await start(t, {
      'dev/task-definition.json': TASK,
      'dev/ecs-service.json': SERVICE,
      'prod/task-definition.json': TASK,
      'prod/ecs-service.json': SERVICE,
      'ecs-service.json': SERVICE,
      'staging/ecs-service.json': SERVICE.replace('/shop:7', '/other:7'),
    });
    const dev = `${ROOT}dev/task-definition.json`;
    await files.session.open(TASK, dev);
    assert.deepEqual(await references(files, dev, 'web"'), ['dev/task-definition.json:5', 'dev/ecs-service.json:6']);
    const lonely = `${ROOT}ecs-service.json`;
    await files.session.open(SERVICE, lonely);
    assert.deepEqual(await references(files, lonely, 'web"'), ['ecs-service.json:6']);
    await assert.rejects(rename(files, lonely, 'web"', 'api'), /was not found in the workspace/);
  });

  test('is shared by a service whose task definition lies beside it', async (t) => {
    const own = '{ "desiredCount": 1, "loadBalancers": [{ "containerName": "web", "containerPort": 80 }] }';
    const files = await start(t, { 'ecs/ecs-task-def.json': TASK, 'ecs/ecs-service-def.json': own });
    const uri = `${ROOT}ecs/ecs-task-def.json`;
    await files.session.open(TASK, uri);
    assert.deepEqual(await references(files, uri, 'web"'), ['ecs/ecs-task-def.json:5', 'ecs/ecs-service-def.json:1']);
  });

  test('is shared by the resources of one module of Terraform', async (t) => {
    const main = `resource "aws_ecs_task_definition" "app" {
  family = "app"
  container_definitions = jsonencode([
    { name = "web", image = "nginx:1.27", essential = true }
  ])
}
`;
    const service = `resource "aws_ecs_service" "app" {
  name            = "app"
  task_definition = aws_ecs_task_definition.app.arn
  load_balancer {
    target_group_arn = aws_lb_target_group.app.arn
    container_name   = "web"
    container_port   = 80
  }
}
`;
    const files = await start(t, { 'a/main.tf': main, 'a/service.tf': service, 'b/service.tf': service });
    const uri = `${ROOT}a/service.tf`;
    await files.session.open(service, uri, 'terraform');
    const changed = textsAfter(files, await rename(files, uri, 'web"', 'front'));
    assert.deepEqual([...changed.keys()].sort(), ['a/main.tf', 'a/service.tf']);
    assert.equal(changed.get('a/main.tf'), main.replace('"web"', '"front"'));
    assert.equal(changed.get('a/service.tf'), service.replace('"web"', '"front"'));
  });

  test('is shared by files in plain YAML', async (t) => {
    const yaml =
      'family: shop\nnetworkMode: awsvpc\ncontainerDefinitions:\n  - name: web\n    image: nginx:1.27\n    memory: 256\n';
    const own =
      'taskDefinition: shop\ndesiredCount: 1\nloadBalancers:\n  - containerName: web\n    containerPort: 80\n';
    const files = await start(t, { 'ecs/task.yaml': yaml, 'ecs/ecs-service-def.yaml': own });
    const uri = `${ROOT}ecs/task.yaml`;
    await files.session.open(yaml, uri, 'yaml');
    const changed = textsAfter(files, await rename(files, uri, 'web', 'front'));
    assert.equal(changed.get('ecs/ecs-service-def.yaml'), own.replace('web', 'front'));
  });

  test('is shared by Terraform and the file that its containers are in', async (t) => {
    const main = `resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = templatefile("\${path.module}/containers.json.tftpl", { image = var.image })
  volume {
    name = "data"
  }
}
`;
    const containers = `[
  {
    "name": "web",
    "image": "\${image}",
    "essential": true,
    "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }]
  }
]
`;
    const files = await start(t, { 'infra/main.tf': main, 'infra/containers.json.tftpl': containers });
    const uri = `${ROOT}infra/main.tf`;
    await files.session.open(main, uri, 'terraform');
    const changed = textsAfter(files, await rename(files, uri, 'data"', 'files'));
    assert.equal(changed.get('infra/main.tf'), main.replace('"data"', '"files"'));
    assert.equal(changed.get('infra/containers.json.tftpl'), containers.replace('"data"', '"files"'));
  });
});
