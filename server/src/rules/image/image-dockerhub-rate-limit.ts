import { DOCKER_OFFICIAL_IMAGES } from '../../model/docker-official-images.ts';
import { dockerHubRepository } from '../../model/image.ts';
import { replace } from '../../syntax/edit.ts';
import { settledImage } from '../parts/settled-image.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The image is pulled from Docker Hub without a login',
  severity: 'info',
  quiet: true,
  source: {
    from: 'Docker manuals, Docker Hub usage and limits; Amazon ECR Public Gallery, docker/library',
    checked: '2026-11-24',
  },
  concept: 'registry',
  why: 'Docker Hub counts pulls without a login per IP address, and all tasks behind one NAT gateway share an address. When the limit is reached, new tasks do not start. Amazon ECR Public has Docker’s official images as `public.ecr.aws/docker/library/…`.',
  once: 'Pull each image from Amazon ECR Public',
  check(container, report) {
    const settled = settledImage(container);
    if (!settled || container.object('repositoryCredentials').presence !== 'absent') return;
    const { image, node } = settled;
    // Some publishers' images on Docker Hub are exempt from the limit, so only official ones are reported.
    const name = dockerHubRepository(image)?.replace(/^library\//, '');
    if (!name || !DOCKER_OFFICIAL_IMAGES.has(name)) return;
    const mirror = `public.ecr.aws/docker/library/${name}`;
    const rest = image.text.slice(image.repository.offset + image.repository.text.length);
    report({
      at: node,
      message: `Docker Hub limits pulls of "${name}" without a login: use its mirror in Amazon ECR Public`,
      fixes: image.digest ? [] : [{ title: `Pull it from ${mirror}`, edits: [replace(node, mirror + rest)] }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // the proxy
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "docker.io/library/redis:7.4", "memory": 128 }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "public.ecr.aws/docker/library/nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "my-app:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:\${version}", "memory": 128 }] }`,
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "repositoryCredentials": { "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:docker-AbCdEf" }
    }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "public.ecr.aws/docker/library/nginx:1.27", // the proxy
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "public.ecr.aws/docker/library/redis:7.4", "memory": 128 }] }`,
  ],
};
