import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  SERVICE_CHOICES,
  type ServiceChoices,
  type ServiceChoicesParams,
  type ServiceLaunchType,
  type ServiceTarget,
} from '../../../server/src/protocol.ts';
import { freeName, indentAt, show } from '../new-task/new-file.ts';
import { type Answer, askInTurn, keep, type Place, pick, type Question, type } from '../new-task/steps.ts';
import { sayOpenFirst } from '../open-first.ts';
import {
  hasOwnNetwork,
  MOST_TASKS,
  readServiceAnswers,
  SERVICE_NAME,
  type ServiceAnswers,
  serviceFile,
} from './service-file.ts';

/**
 * The command "New Service Definition": asks a few questions about a service of the task definition being viewed, and
 * opens a new file with it beside that.
 * @param starting the client, if one is running
 * @param given answers, if the caller of the command has them
 */
export async function newServiceDefinition(
  starting: Promise<BaseLanguageClient> | undefined,
  given?: unknown,
): Promise<void> {
  const { t } = vscode.l10n;
  const editor = vscode.window.activeTextEditor;
  const client = await starting;
  if (!client || !editor) return sayOpenFirst();
  const { line, character } = editor.selection.active;
  const { uri } = editor.document;
  const params: ServiceChoicesParams = { uri: uri.toString(), position: { line, character } };
  const choices = await client.sendRequest<ServiceChoices | null>(SERVICE_CHOICES, params);
  if (!choices) return void vscode.window.showInformationMessage(t('There is no task definition in this file.'));
  const answers = readServiceAnswers(given, choices) ?? (await askAll(choices));
  if (!answers) return;
  const folder = uri.scheme === 'untitled' ? undefined : vscode.Uri.joinPath(uri, '..');
  const target = folder && vscode.Uri.joinPath(folder, await freeName(folder, 'service-definition'));
  await show(serviceFile(choices, answers, indentAt(target)), target);
}

/** Asks one question after another, with a way back. Undefined if the user gave up. */
async function askAll(choices: ServiceChoices): Promise<ServiceAnswers | undefined> {
  const known: { -readonly [K in keyof ServiceAnswers]?: ServiceAnswers[K] } = {};
  const questions: readonly Question[] = [
    async (place) =>
      keep(await askName(place, known.serviceName ?? choices.family), (value) => (known.serviceName = value)),
    async (place) => keep(await askLaunchType(place, choices, known.launchType), (value) => (known.launchType = value)),
    async (place) =>
      keep(await askCount(place, known.desiredCount ?? 2), (value) => (known.desiredCount = Number(value))),
    (place) =>
      choices.targets.length === 0 || known.launchType === 'EXTERNAL'
        ? undefined
        : askTarget(place, choices, known.target).then((answer) =>
            keep(answer, (value) => (known.target = value.target)),
          ),
    (place) =>
      hasOwnNetwork(choices, known.launchType!) && known.launchType === 'FARGATE'
        ? askAddress(place, known.isPublic).then((answer) => keep(answer, (value) => (known.isPublic = value)))
        : undefined,
  ];
  if (!(await askInTurn(vscode.l10n.t('New Service Definition'), questions))) return undefined;
  return { target: undefined, isPublic: false, ...(known as Omit<ServiceAnswers, 'target' | 'isPublic'>) };
}

function askName(place: Place, before: string): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  return type(place, t('What is the name of the service?'), { value: before, placeholder: 'web' }, (text) =>
    SERVICE_NAME.test(text) ? undefined : t('A name can have up to 255 letters, digits, hyphens and underscores.'),
  );
}

function askLaunchType(
  place: Place,
  { launchTypes }: ServiceChoices,
  before: ServiceLaunchType | undefined,
): Promise<Answer<ServiceLaunchType>> {
  const { t } = vscode.l10n;
  const all: readonly (vscode.QuickPickItem & { readonly value: ServiceLaunchType })[] = [
    { value: 'FARGATE', label: 'Fargate', detail: t('AWS runs the machines. You pay for the size of the task.') },
    { value: 'EC2', label: 'EC2', detail: t('On your own instances in AWS, which you patch and scale.') },
    {
      value: 'MANAGED_INSTANCES',
      label: 'Managed Instances',
      detail: t('On instances in your account that ECS starts, patches and stops.'),
    },
    { value: 'EXTERNAL', label: 'External', detail: t('On machines outside AWS, with ECS Anywhere.') },
  ];
  const items = all.filter(({ value }) => launchTypes.includes(value));
  return pick(place, t('Where will the task run?'), items, before);
}

function askCount(place: Place, before: number): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  return type(place, t('How many tasks will it keep running?'), { value: String(before), placeholder: '2' }, (text) =>
    /^\d+$/.test(text) && Number(text) <= MOST_TASKS ? undefined : t('Enter a number from 0 to {0}.', MOST_TASKS),
  );
}

/** The answer is an object, as no load balancer is an answer too. */
function askTarget(
  place: Place,
  { targets }: ServiceChoices,
  before: ServiceTarget | undefined,
): Promise<Answer<{ readonly target: ServiceTarget | undefined }>> {
  const { t } = vscode.l10n;
  const items = [
    ...targets.map((target) => ({
      value: { target },
      label: target.containerName,
      description: t('port {0}', target.containerPort),
    })),
    { value: { target: undefined }, label: t('No load balancer') },
  ];
  const known = items.find(({ value }) => value.target === before)?.value;
  return pick(place, t('Which container gets the traffic of a load balancer?'), items, before && known);
}

function askAddress(place: Place, before: boolean | undefined): Promise<Answer<boolean>> {
  const { t } = vscode.l10n;
  return pick(
    place,
    t('Will the tasks have public addresses?'),
    [
      { value: false, label: t('No'), detail: t('In private subnets, behind a NAT gateway or VPC endpoints.') },
      { value: true, label: t('Yes'), detail: t('In public subnets, without a NAT gateway.') },
    ],
    before,
  );
}
