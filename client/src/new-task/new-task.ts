import * as vscode from 'vscode';
import { fargateMonthly } from '../../../server/src/model/fargate-prices.ts';
import { askWhere, emptyEditor, freeName, indentAt, newFileFolder, show, type Target, within } from './new-file.ts';
import { type Answer, askInTurn, keep, type Place, pick, type Question, type } from './steps.ts';
import {
  type Answers,
  cpuChoices,
  EXAMPLE_ACCOUNT,
  isHealthPath,
  type LaunchType,
  memoryChoices,
  readAnswers,
  taskFile,
} from './task-file.ts';

/** The command "New Task Definition": asks a few questions, writes a file that ECS accepts, and opens it. */
export async function newTaskDefinition(given: unknown): Promise<void> {
  const answers = readAnswers(given);
  const found = answers ? { answers, target: await targetOf(undefined) } : await askAll();
  if (!found) return;
  const editor = await show(taskFile(found.answers, indentAt(found.target)), found.target);
  selectAccount(editor);
}

/** Where the file goes: into the empty one that is open, otherwise to a path in the folder, by default to a free name. */
async function targetOf(path: string | undefined, folder?: vscode.Uri): Promise<Target> {
  const empty = path === undefined ? emptyEditor() : undefined;
  if (empty) return empty;
  const parent = folder ?? (await newFileFolder());
  return parent && within(parent, path ?? (await freeName(parent)));
}

/** Asks one question after another, with a way back. Undefined if the user gave up. */
async function askAll(): Promise<{ readonly answers: Answers; readonly target: Target } | undefined> {
  const known: { -readonly [K in keyof Answers]?: Answers[K] } = {};
  const empty = emptyEditor();
  const folder = empty ? undefined : await newFileFolder();
  if (!empty && !folder && vscode.workspace.workspaceFolders?.length) return undefined;
  let path: string | undefined;
  const questions: readonly Question[] = [
    async (place) => keep(await askLaunchType(place, known.launchType), (value) => (known.launchType = value)),
    async (place) => keep(await askCpu(place, known.launchType!, known.cpuUnits), (value) => (known.cpuUnits = value)),
    async (place) =>
      keep(
        await askMemory(place, known.launchType!, known.cpuUnits!, known.memoryMiB),
        (value) => (known.memoryMiB = value),
      ),
    async (place) => keep(await askImage(place, known.image), (value) => (known.image = value)),
    async (place) =>
      keep(await askPort(place, known.port), (value) => (known.port = value === '' ? undefined : Number(value))),
    (place) =>
      known.port === undefined
        ? undefined
        : askHealthPath(place, known.healthPath).then((answer) => keep(answer, (value) => (known.healthPath = value))),
    async (place) => keep(await askRole(place, known.callsAws), (value) => (known.callsAws = value)),
    (place) => folder && askWhere(place, folder, path).then((answer) => keep(answer, (value) => (path = value))),
  ];
  const totalSteps = questions.length - (folder ? 0 : 1);
  if (!(await askInTurn(vscode.l10n.t('New Task Definition'), questions, totalSteps))) return undefined;
  return { answers: known as Answers, target: empty ?? (folder && (await targetOf(path, folder))) };
}

function askLaunchType(place: Place, before: LaunchType | undefined): Promise<Answer<LaunchType>> {
  const { t } = vscode.l10n;
  return pick<LaunchType>(
    place,
    t('Where will the task run?'),
    [
      { value: 'FARGATE', label: 'Fargate', detail: t('AWS runs the machines. You pay for the size of the task.') },
      { value: 'EC2', label: 'EC2', detail: t('On your own instances in AWS, which you patch and scale.') },
      {
        value: 'MANAGED_INSTANCES',
        label: 'Managed Instances',
        detail: t('On instances in your account that ECS starts, patches and stops.'),
      },
      { value: 'EXTERNAL', label: 'External', detail: t('On machines outside AWS, with ECS Anywhere.') },
    ],
    before,
  );
}

function askCpu(place: Place, launchType: LaunchType, before: number | undefined): Promise<Answer<number>> {
  const { t } = vscode.l10n;
  return pick(
    place,
    t('How much CPU?'),
    cpuChoices(launchType).map((value) => ({
      value,
      label: `${value / 1024} vCPU`,
      description: [String(value), ...priceOf(launchType, value)].join(' · '),
    })),
    before,
  );
}

function askMemory(
  place: Place,
  launchType: LaunchType,
  cpuUnits: number,
  before: number | undefined,
): Promise<Answer<number>> {
  const { t } = vscode.l10n;
  return pick(
    place,
    launchType === 'FARGATE'
      ? t('How much memory? Fargate offers these with {0} CPU units.', cpuUnits)
      : t('How much memory?'),
    memoryChoices(launchType, cpuUnits).map((value) => ({
      value,
      label: value < 1024 ? `${value} MiB` : `${value / 1024} GB`,
      description: [...(value < 1024 ? [] : [String(value)]), ...priceOf(launchType, cpuUnits, value)].join(' · '),
    })),
    before,
  );
}

function askImage(place: Place, before: string | undefined): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  return type(
    place,
    t('Which image? A fixed version tag makes rollbacks possible.'),
    { value: before ?? '', placeholder: 'public.ecr.aws/docker/library/nginx:1.27' },
    (text) => {
      if (text === '') return t('Enter the name of an image.');
      if (/\s/.test(text)) return t('The name of an image cannot contain spaces.');
      if (/^[a-z]+:\/\//i.test(text)) return t('Leave out everything up to "://".');
      return undefined;
    },
  );
}

function askPort(place: Place, before: number | undefined): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  return type(
    place,
    t('On which port does it listen? Leave it empty for a worker that nobody connects to.'),
    { value: before === undefined ? '' : String(before), placeholder: '8080' },
    (text) => {
      if (text === '') return undefined;
      const port = Number(text);
      return /^\d+$/.test(text) && port >= 1 && port <= 65535 ? undefined : t('A port is a number from 1 to 65535.');
    },
  );
}

function askHealthPath(place: Place, before: string | undefined): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  return type(
    place,
    t(
      'Which path answers when it is healthy? The image needs a shell, and curl or wget. Leave it empty for no health check.',
    ),
    { value: before ?? '/', placeholder: '/health' },
    (text) => (text === '' || isHealthPath(text) ? undefined : t('A path begins with "/" and has no spaces in it.')),
  );
}

function askRole(place: Place, before: boolean | undefined): Promise<Answer<boolean>> {
  const { t } = vscode.l10n;
  return pick(
    place,
    t('Does the application call AWS, such as Amazon S3 or DynamoDB?'),
    [
      {
        value: true,
        label: t('Yes'),
        detail: t('With a task role, which you create: what it allows, the application may do.'),
      },
      { value: false, label: t('No'), detail: t('Without a task role, the application may do nothing in AWS.') },
    ],
    before,
  );
}

/** The Region that prices are told for, as nobody has named one yet. */
const PRICED_REGION = 'us-east-1';

/** What a size costs on Fargate, in words; the smallest memory makes the lowest price. Empty if it is not known. */
function priceOf(launchType: LaunchType, cpuUnits: number, memoryMiB?: number): string[] {
  const memory = memoryMiB ?? memoryChoices(launchType, cpuUnits)[0];
  const price =
    launchType === 'FARGATE' && memory ? fargateMonthly(PRICED_REGION, 'X86_64', cpuUnits, memory) : undefined;
  if (price === undefined) return [];
  const dollars = `$${Math.round(price).toLocaleString('en-US')}`;
  const { t } = vscode.l10n;
  return [
    memoryMiB === undefined
      ? t('from {0} a month in {1}', dollars, PRICED_REGION)
      : t('about {0} a month in {1}', dollars, PRICED_REGION),
  ];
}

/** Selects every occurrence of the example account, so that typing the real one replaces them all. */
function selectAccount(editor: vscode.TextEditor): void {
  const { document } = editor;
  const text = document.getText();
  const selections = [...text.matchAll(new RegExp(EXAMPLE_ACCOUNT, 'g'))].map(
    ({ index }) =>
      new vscode.Selection(document.positionAt(index), document.positionAt(index + EXAMPLE_ACCOUNT.length)),
  );
  if (selections.length === 0) return;
  editor.selections = selections;
  editor.revealRange(selections[0]!);
  const hint = vscode.l10n.t('Type over the selected text with your AWS account number.');
  vscode.window.setStatusBarMessage(`$(edit) ${hint}`, 15_000);
}
