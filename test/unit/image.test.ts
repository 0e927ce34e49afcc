/** Image references in their parts, and what is said about them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  dockerHubRepository,
  ecrRegistry,
  type ImageReference,
  imageFault,
  imageName,
  isStandIn,
  parseImage,
} from '../../server/src/model/image.ts';

const ECR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

type Parts = Partial<Record<'scheme' | 'registry' | 'repository' | 'tag' | 'digest', string>>;

function partsOf(image: ImageReference): Parts {
  const parts: Parts = {};
  for (const key of ['scheme', 'registry', 'repository', 'tag', 'digest'] as const) {
    const part = image[key];
    if (!part) continue;
    assert.equal(image.text.slice(part.offset, part.offset + part.text.length), part.text, `the offset of the ${key}`);
    parts[key] = part.text;
  }
  return parts;
}

describe('parseImage', () => {
  const cases: [text: string, parts: Parts][] = [
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
    ['team/app:1', { repository: 'team/app', tag: '1' }],
    ['localhost/app', { registry: 'localhost', repository: 'app' }],
    ['localhost:5000/app', { registry: 'localhost:5000', repository: 'app' }],
    ['localhost:5000/app:1', { registry: 'localhost:5000', repository: 'app', tag: '1' }],
    ['localhost:5000', { repository: 'localhost', tag: '5000' }],
    ['ghcr.io/team/app:v2', { registry: 'ghcr.io', repository: 'team/app', tag: 'v2' }],
    [`${ECR}/team/app`, { registry: ECR, repository: 'team/app' }],
    [`nginx@${DIGEST}`, { repository: 'nginx', digest: DIGEST }],
    [`${ECR}/app:1@${DIGEST}`, { registry: ECR, repository: 'app', tag: '1', digest: DIGEST }],
    ['https://example.com/app:1', { scheme: 'https://', registry: 'example.com', repository: 'app', tag: '1' }],
    ['nginx:', { repository: 'nginx', tag: '' }],
    ['nginx@', { repository: 'nginx', digest: '' }],
    ['', { repository: '' }],
    [':', { repository: '', tag: '' }],
    ['@', { repository: '', digest: '' }],
    ['https://', { scheme: 'https://', repository: '' }],
    ['example.com/', { registry: 'example.com', repository: '' }],
    ['a:b:c', { repository: 'a:b', tag: 'c' }],
  ];
  for (const [text, parts] of cases) {
    test(JSON.stringify(text), () => assert.deepEqual(partsOf(parseImage(text)), parts));
  }

  test('a placeholder stays in one part', () => {
    assert.deepEqual(partsOf(parseImage('${REPOSITORY:-nginx}:${TAG:-a/b}')), {
      repository: '${REPOSITORY:-nginx}',
      tag: '${TAG:-a/b}',
    });
    const host = '{{ must_env `ACCOUNT` }}.dkr.ecr.eu-west-1.amazonaws.com';
    assert.deepEqual(partsOf(parseImage(`${host}/app:latest`)), { registry: host, repository: 'app', tag: 'latest' });
    assert.deepEqual(partsOf(parseImage('<IMAGE1_NAME>')), { repository: '<IMAGE1_NAME>' });
  });

  test('takes time in proportion to the text', () => {
    const start = performance.now();
    for (const piece of ['a', '[', '{', '<', '(', '%a', '"', ':', '/', '@', '-', 'a-', '${', '$A', 'x', '<a']) {
      const image = parseImage(piece.repeat(20_000));
      imageFault(image);
      isStandIn(image);
    }
    assert.ok(performance.now() - start < 5000);
  });
});

describe('imageFault', () => {
  const cases: [text: string, fault: ReturnType<typeof imageFault>][] = [
    ['nginx', undefined],
    ['nginx:1.27', undefined],
    [`${ECR}/team/my_app.web--x:V1.0_rc`, undefined],
    ['Registry.Example.com:5000/app', undefined],
    [`nginx@${DIGEST}`, undefined],
    ['app#1', undefined],
    [' nginx', 'space'],
    ['nginx :1', 'space'],
    ['https://example.com/app', 'scheme'],
    ['nginx:', 'empty-tag'],
    [`nginx:${'a'.repeat(128)}`, undefined],
    [`nginx:${'a'.repeat(129)}`, 'long-tag'],
    ['nginx:1+2', 'tag'],
    ['nginx:-1', 'tag'],
    ['/nginx', 'slash'],
    ['team//app', 'slash'],
    ['team/app/', 'slash'],
    [`${ECR}/MyApp`, 'upper-case'],
    ['nginx:1.27:alpine', 'two-tags'],
    [`arn:aws:ecr:eu-west-1:111122223333:repository/app`, 'arn'],
    [DIGEST, 'bare-digest'],
    [`@${DIGEST}`, 'bare-digest'],
    [`nginx:${DIGEST}`, 'digest-colon'],
    [`nginx:1.27:${DIGEST}`, 'digest-colon'],
    ['"nginx:1.27"', 'quotes'],
    ["nginx:1.27'", 'quotes'],
    ['nginx\\1.27', 'quotes'],
    ['[nginx:1.27]', 'brackets'],
    ['nginx:1.27)', 'brackets'],
    ['[::1]:5000/nginx:1.27', undefined],
    ['nginx%3A1.27', 'percent'],
    ['nginx:100%', 'tag'],
    ['.dkr.ecr.eu-west-1.amazonaws.com/app:1', 'empty-account'],
    ['example..com/app:1', 'registry'],
    ['-example.com/app:1', 'registry'],
    ['example.com:port/app:1', 'registry'],
    ['nginx:1.27\n', 'space'],
    ['-app', 'repository'],
    ['a,b', 'repository'],
    ['', 'repository'],
  ];
  for (const [text, fault] of cases) {
    test(JSON.stringify(text), () => assert.equal(imageFault(parseImage(text)), fault));
  }
});

describe('isStandIn', () => {
  for (const text of [
    'IMAGE',
    'IMAGE_URI',
    'REGISTRY/IMAGE:TAG',
    'REPOSITORY:latest',
    'string',
    '[your image and tag]',
    '[registry]/app:1',
    'app:{tag}',
    'app:(version)',
    'app:<tag>',
    'app:%s',
    'app:$1',
    'put the image here',
    'account.dkr.ecr.region.amazonaws.com/app:1',
    '111122223333.dkr.ecr.REGION.amazonaws.com/app:1',
  ]) {
    test(`${text} is one`, () => assert.ok(isStandIn(parseImage(text))));
  }
  for (const text of [
    'nginx',
    'nginx:LATEST',
    'team/MyApp:1',
    'app:1%2B2',
    '[app:1]',
    'app:1}',
    'app:(1.27)',
    'app:100%',
    `${ECR}/app:TAG`,
    '1234.dkr.ecr.eu-west-1.amazonaws.com/a',
  ]) {
    test(`${text} is none`, () => assert.ok(!isStandIn(parseImage(text))));
  }
});

test('ecrRegistry', () => {
  const region = (text: string) => ecrRegistry(parseImage(text))?.region;
  assert.deepEqual(ecrRegistry(parseImage(`${ECR}/app:1`)), { account: '111122223333', region: 'eu-west-1' });
  assert.equal(region('111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app'), 'us-gov-west-1');
  assert.equal(region('111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/app'), 'cn-north-1');
  assert.equal(region('111122223333.dkr-ecr.us-east-1.on.aws/app'), 'us-east-1');
  assert.equal(region('1234.dkr.ecr.eu-west-1.amazonaws.com/app'), undefined);
  assert.equal(region('public.ecr.aws/docker/library/nginx'), undefined);
  assert.equal(region('nginx'), undefined);
});

test('dockerHubRepository', () => {
  const repository = (text: string) => dockerHubRepository(parseImage(text));
  assert.equal(repository('nginx:1'), 'library/nginx');
  assert.equal(repository('team/app'), 'team/app');
  assert.equal(repository('docker.io/nginx'), 'library/nginx');
  assert.equal(repository('docker.io/library/nginx'), 'library/nginx');
  assert.equal(repository('ghcr.io/team/app'), undefined);
});

test('imageName', () => {
  assert.equal(imageName(parseImage(`${ECR}/team/app:1`)), 'app');
  assert.equal(imageName(parseImage('nginx')), 'nginx');
  assert.ok(imageName(parseImage('a'.repeat(200))).length <= 30);
});
