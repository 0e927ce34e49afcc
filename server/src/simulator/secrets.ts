import { ecrRegistry, parseImage } from '../model/image.ts';
import type { Actor } from './containers.ts';
import type { Reach } from './network.ts';
import type { Scene } from './scene.ts';
import { failToStart } from './stop.ts';

/** Seconds that AWS tries before it gives up on what it cannot reach: an assumption. */
const GIVING_UP = 120;

/** Used in place of a variable's name: a registry's login is not passed to the container in a variable. */
const LOGIN = 'repositoryCredentials';

interface Secret {
  readonly actor: Actor;
  readonly name: string;
  readonly from: string;
}

/**
 * Fetches what is needed before an image is pulled: on Fargate the login to Amazon ECR, everywhere the secrets.
 * Source of the words: Amazon ECS developer guide, ResourceInitializationError and Secrets Manager errors, and stopped tasks that users report;
 * checked 2026-11-28.
 */
export function fetchSecrets(scene: Scene, reach: Reach): void {
  const isFargate = scene.launchType === 'FARGATE';
  const secrets = secretsOf(scene.actors);
  const ecr = scene.actors
    .map(({ container }) => container.text('image')?.value)
    .map((image) => (image === undefined ? undefined : ecrRegistry(parseImage(image))))
    .find((registry) => registry !== undefined);
  const needsLogin = isFargate && ecr !== undefined;
  if (!needsLogin && secrets.length === 0) return;
  if (reach === 'nothing') {
    scene.pass(GIVING_UP);
    const [first] = secrets;
    const address = needsLogin ? `api.ecr.${ecr.region}.amazonaws.com` : undefined;
    fail(scene, first && !needsLogin ? first.actor : undefined, {
      text: needsLogin
        ? 'The login to Amazon ECR cannot be fetched.'
        : `The secret for "${first!.name}" cannot be fetched.`,
      aws: !isFargate
        ? undefined
        : address
          ? `${BEGINNING} unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://${address}/": dial tcp …: i/o timeout. Please check your task network configuration.`
          : `${BEGINNING} ${retrieval(first!)}: service call has been retried 5 time(s): …`,
    });
    return;
  }
  for (const secret of secrets) {
    const answer = scene.assumptions.choice(
      { id: `secret-${secret.name}`, subject: secret.actor.name, label: `The secret for "${secret.name}"` },
      {
        read: 'It exists, and the execution role may read it',
        denied: 'The execution role may not read it',
        missing: 'It does not exist',
        'no-key': 'It has no such JSON key',
      },
      knownAnswer(scene, secret),
    );
    if (answer === 'read') continue;
    scene.pass(2);
    const text =
      answer === 'denied'
        ? `The execution role may not read the secret for "${secret.name}".`
        : answer === 'missing'
          ? `The secret for "${secret.name}" does not exist.`
          : `The secret for "${secret.name}" has no such JSON key.`;
    fail(scene, secret.actor, { text, aws: wordsFor(secret, answer, isFargate) });
    return;
  }
  scene.pass(2);
  const what = [...(needsLogin ? ['the login to Amazon ECR'] : []), ...(secrets.length > 0 ? [count(secrets)] : [])];
  const text = `The execution role fetches ${what.join(' and ')}.`;
  scene.tell({ step: 'secrets', kind: 'success', text });
}

const BEGINNING =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:';

function secretsOf(actors: readonly Actor[]): Secret[] {
  return actors.flatMap((actor) => [
    ...actor.container.list('secrets').items.map((secret) => ({
      actor,
      name: secret.text('name')?.value ?? '?',
      from: secret.text('valueFrom')?.value ?? '',
    })),
    ...actor.container
      .object('logConfiguration')
      .list('secretOptions')
      .items.map((secret) => ({
        actor,
        name: secret.text('name')?.value ?? '?',
        from: secret.text('valueFrom')?.value ?? '',
      })),
    ...registryLogin(actor),
  ]);
}

/** The login to a private registry is a secret that the execution role fetches as well. */
function registryLogin(actor: Actor): Secret[] {
  const login = actor.container.object('repositoryCredentials').text('credentialsParameter')?.value;
  return login === undefined ? [] : [{ actor, name: LOGIN, from: login }];
}

function isInSecretsManager({ from }: Secret): boolean {
  return /^arn:[\w-]+:secretsmanager:/.test(from);
}

function retrieval(secret: Secret): string {
  return isInSecretsManager(secret) ? 'unable to retrieve secret from asm' : 'unable to retrieve secrets from ssm';
}

/** A secret's ARN and its JSON key, if one is asked for. */
function splitSecret({ from }: Secret): { readonly arn: string; readonly key: string } {
  const parts = from.split(':');
  if (parts[2] !== 'secretsmanager') return { arn: from, key: '' };
  return { arn: parts.slice(0, 7).join(':'), key: parts[7] ?? '' };
}

/** What becomes of a secret, as far as it is known. */
function knownAnswer({ task, world }: Scene, secret: Secret): 'read' | 'denied' | 'missing' | 'no-key' {
  const { arn, key } = splitSecret(secret);
  const { secrets, roles } = world;
  if (secrets && !Object.hasOwn(secrets, arn)) return 'missing';
  const role = task.text('executionRoleArn')?.value;
  if (roles && !(role !== undefined && roles[role]?.includes(arn))) return 'denied';
  return secrets && key !== '' && !secrets[arn]!.includes(key) ? 'no-key' : 'read';
}

function wordsFor(secret: Secret, answer: 'denied' | 'missing' | 'no-key', isFargate: boolean): string | undefined {
  // No source gives the words for a registry's login.
  if (secret.name === LOGIN) return undefined;
  const inManager = isInSecretsManager(secret);
  if (!isFargate) {
    if (!inManager) return undefined;
    const why =
      answer === 'denied'
        ? 'AccessDeniedException: …'
        : "ResourceNotFoundException: Secrets Manager can't find the specified secret.";
    return `Fetching secret data from AWS Secrets Manager in region ${secret.from.split(':')[3] || '…'}: secret ${secret.from}: ${why}`;
  }
  const call = `${BEGINNING} ${retrieval(secret)}: service call has been retried 1 time(s):`;
  if (!inManager) return `${call} …`;
  if (answer === 'no-key')
    return `${call} retrieved secret from Secrets Manager did not contain json key ${splitSecret(secret).key}`;
  const why = answer === 'denied' ? 'AccessDeniedException' : 'ResourceNotFoundException';
  return `${call} failed to fetch secret ${secret.from} from secrets manager: ${why}: …`;
}

function fail(scene: Scene, actor: Actor | undefined, { text, aws }: { text: string; aws: string | undefined }): void {
  scene.tell({ step: 'secrets', subject: actor?.name, kind: 'failure', text, aws });
  failToStart(scene, { text, stoppedReason: aws });
}

function count(secrets: readonly unknown[]): string {
  return secrets.length === 1 ? 'one secret' : `${secrets.length} secrets`;
}
