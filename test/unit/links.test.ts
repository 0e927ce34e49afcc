/** Pages that images and ARNs lead to. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { linksOf } from '../../server/src/features/document-links.ts';
import { parseImage } from '../../server/src/model/image.ts';
import { arnPage, imagePage } from '../../server/src/model/web-pages.ts';
import { endOf } from '../../server/src/syntax/node.ts';

describe('the page of an image', () => {
  const pages: readonly [image: string, url: string | undefined][] = [
    ['nginx:1.27', 'https://hub.docker.com/_/nginx'],
    ['docker.io/library/nginx', 'https://hub.docker.com/_/nginx'],
    ['grafana/loki:3@sha256:abc', 'https://hub.docker.com/r/grafana/loki'],
    ['public.ecr.aws/docker/library/nginx:1', 'https://gallery.ecr.aws/docker/library/nginx'],
    ['public.ecr.aws/xray/aws-xray-daemon:3.x', 'https://gallery.ecr.aws/xray/aws-xray-daemon'],
    [
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app:1',
      'https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/111122223333/team/app?region=eu-west-1',
    ],
    ['quay.io/prometheus/prometheus', 'https://quay.io/repository/prometheus/prometheus'],
    // No page is known, or the image is none.
    ['example.com/web:1', undefined],
    ['111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/app', undefined],
    ['111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/app', undefined],
    ['a/b/c', undefined],
    ['Nginx', undefined],
    ['nginx:', undefined],
    ['https://hub.docker.com/nginx', undefined],
    ['', undefined],
    ['javascript:alert(1)', undefined],
  ];
  for (const [image, url] of pages) {
    test(image || 'no text', () => assert.equal(imagePage(parseImage(image))?.url, url));
  }
});

describe('the page of an ARN', () => {
  const EU = 'https://eu-west-1.console.aws.amazon.com';
  const pages: readonly [arn: string, url: string | undefined][] = [
    [
      'arn:aws:iam::111122223333:role/orders-task',
      'https://console.aws.amazon.com/iam/home#/roles/details/orders-task',
    ],
    [
      'arn:aws:iam::111122223333:role/service/x/orders',
      'https://console.aws.amazon.com/iam/home#/roles/details/orders',
    ],
    [
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf:password::',
      `${EU}/secretsmanager/secret?name=prod%2Fdb&region=eu-west-1`,
    ],
    [
      'arn:aws:ssm:eu-west-1:111122223333:parameter/db',
      `${EU}/systems-manager/parameters/db/description?region=eu-west-1`,
    ],
    [
      'arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db',
      `${EU}/systems-manager/parameters/%252Fprod%252Fdb/description?region=eu-west-1`,
    ],
    [
      'arn:aws:s3:::example-bucket/envs/web app.env',
      'https://s3.console.aws.amazon.com/s3/object/example-bucket?prefix=envs%2Fweb%20app.env',
    ],
    [
      'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:41',
      `${EU}/ecs/v2/task-definitions/orders/41/containers?region=eu-west-1`,
    ],
    ['arn:aws:iam::111122223333:user/me', undefined],
    ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db', undefined],
    ['arn:aws:ssm:eu-west-1.evil.example/:111122223333:parameter/db', undefined],
    ['arn:aws:ssm:eu-west-1:1234:parameter/db', undefined],
    ['arn:aws-cn:iam::111122223333:role/x', undefined],
    ['arn:aws:ssm:us-gov-west-1:111122223333:parameter/db', undefined],
    ['arn:aws:s3:::example-bucket', undefined],
    ['arn:aws:s3:::example-bucket/\ud800.env', undefined],
    ['arn:aws:s3:::example-bucket/a\nb.env', undefined],
    ['arn:aws', undefined],
  ];
  for (const [arn, url] of pages) test(arn, () => assert.equal(arnPage(arn)?.url, url));
});

describe('links', () => {
  const TEXT = `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "executionRoleArn": "arn:aws:iam::\${account}:role/web",
  "containerDefinitions": [
    {
      "name": "nginx",
      "image": "nginx:1.27",
      "environmentFiles": [{ "value": "arn:aws:s3:::example-bucket/web.env", "type": "s3" }],
      "environment": [{ "name": "image", "value": "redis" }]
    },
    { "name": "later", "image": "<IMAGE1_NAME>" },
    { "name": "stand-in", "image": "IMAGE_URI" }
  ]
}`;

  test('stand on images and ARNs without their quotes, and not on what is filled in later', () => {
    const analysis = analyse(TEXT, 'task-definition.json');
    const linked = linksOf(analysis).map(({ span }) => TEXT.slice(span.offset, endOf(span)));
    assert.deepEqual(linked, [
      'arn:aws:iam::111122223333:role/web',
      'nginx:1.27',
      'arn:aws:s3:::example-bucket/web.env',
    ]);
  });

  test('lead to https addresses of known hosts, whatever the text', () => {
    const hosts =
      /^https:\/\/(?:hub\.docker\.com|gallery\.ecr\.aws|quay\.io|(?:[a-z0-9-]+\.)?console\.aws\.amazon\.com|s3\.console\.aws\.amazon\.com)\//;
    const odd = [
      'nginx',
      'a/b',
      'public.ecr.aws/a/../b',
      'quay.io/a/b?x#y',
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com/@evil',
      'arn:aws:s3:::a.b/../../#?&x=%',
    ];
    for (const value of odd) {
      for (const page of [imagePage(parseImage(value)), arnPage(value)]) {
        if (!page) continue;
        assert.match(page.url, hosts);
        const { host } = new URL(page.url);
        assert.match(page.url, new RegExp(`^https://${host.replaceAll('.', '\\.')}/`), 'the host is what it seems');
      }
    }
  });
});
