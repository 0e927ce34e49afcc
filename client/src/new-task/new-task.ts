import * as vscode from 'vscode';
import { type Answer, BACK, type Place, pick, type } from './steps.ts';
import {
  type Answers,
  cpuChoices,
  EXAMPLE_ACCOUNT,
  type LaunchType,
  memoryChoices,
  readAnswers,
  taskFile,
} from './task-file.ts';

/** The name of the new file, which AWS's own deploy action looks for. */
const FILE_NAME = 'task-definition';

/** The command "New Task Definition": asks five questions, writes a file that ECS accepts, and opens it. */
export async function newTaskDefinition(given: unknown): Promise<void> {
  const answers = readAnswers(given) ?? (await askAll());
  if (!answers) return;
  const editor = await show(taskFile(answers));
  selectAccount(editor);
}

/** Asks one question after another, with a way back. Undefined if the user gave up. */
async function askAll(): Promise<Answers | undefined> {
  const known: { -readonly [K in keyof Answers]?: Answers[K] } = {};
  const questions: readonly ((place: Place) => Promise<Answer<unknown>>)[] = [
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
  ];
  for (let at = 0; at < questions.length; ) {
    const place = { title: vscode.l10n.t('New Task Definition'), step: at + 1, totalSteps: questions.length };
    const answer = await questions[at]!(place);
    if (answer === undefined) return undefined;
    at += answer === BACK ? -1 : 1;
  }
  return known as Answers;
}

function keep<T>(answer: Answer<T>, store: (value: T) => void): Answer<T> {
  if (answer !== undefined && answer !== BACK) store(answer);
  return answer;
}

function askLaunchType(place: Place, before: LaunchType | undefined): Promise<Answer<LaunchType>> {
  const { t } = vscode.l10n;
  return pick<LaunchType>(
    place,
    t('Where shall the task run?'),
    [
      { value: 'FARGATE', label: 'Fargate', detail: t('AWS runs the machines. You pay for the size of the task.') },
      { value: 'EC2', label: 'EC2', detail: t('On instances of your own in AWS, which you patch and scale.') },
      {
        value: 'MANAGED_INSTANCES',
        label: 'Managed Instances',
        detail: t('On instances in your account that ECS starts, patches and stops.'),
      },
      { value: 'EXTERNAL', label: 'External', detail: t('On machines outside of AWS, with ECS Anywhere.') },
    ],
    before,
  );
}

function askCpu(place: Place, launchType: LaunchType, before: number | undefined): Promise<Answer<number>> {
  const { t } = vscode.l10n;
  return pick(
    place,
    t('How much CPU?'),
    cpuChoices(launchType).map((value) => ({ value, label: `${value / 1024} vCPU`, description: String(value) })),
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
      description: value < 1024 ? '' : String(value),
    })),
    before,
  );
}

function askImage(place: Place, before: string | undefined): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  return type(
    place,
    t('Which image? A fixed version at its end makes a roll-back possible.'),
    { value: before ?? '', placeholder: 'public.ecr.aws/docker/library/nginx:1.27' },
    (text) => {
      if (text === '') return t('Type the name of an image.');
      if (/\s/.test(text)) return t('An image has no spaces in its name.');
      if (/^[a-z]+:\/\//i.test(text)) return t('Leave out the part with "://".');
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

/** Puts the text into the empty file that the user is looking at, otherwise into a new file in the folder. */
async function show(text: string): Promise<vscode.TextEditor> {
  const active = vscode.window.activeTextEditor;
  if (active && /^jsonc?$/.test(active.document.languageId) && active.document.getText().trim() === '') {
    const { document } = active;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    if (await vscode.workspace.applyEdit(edit)) return active;
  }
  const uri = await freeName();
  if (uri) {
    try {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      return await vscode.window.showTextDocument(uri, { preview: false });
    } catch {
      // If the folder is read-only, the text is not lost: the user can save it elsewhere.
    }
  }
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: text });
  return vscode.window.showTextDocument(document, { preview: false });
}

/** A free file name in the workspace; undefined if no folder is open. */
async function freeName(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  if (!folder) return undefined;
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder.uri, `${FILE_NAME}${number === 1 ? '' : `-${number}`}.json`);
    const taken = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!taken) return uri;
  }
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
  const hint = vscode.l10n.t('Type the number of your AWS account: it is selected.');
  vscode.window.setStatusBarMessage(`$(edit) ${hint}`, 15_000);
}
