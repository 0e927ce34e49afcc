import * as vscode from 'vscode';

/** The position of a question in a series, and its title. */
export interface Place {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** The result of pressing the button that returns to the previous question. */
export const BACK = Symbol('back');

/** An answer to one question in a series: a value, back, or undefined if the user gave up. */
export type Answer<T> = T | typeof BACK | undefined;

/** Asks a question at its place in a series; undefined if the question does not arise. */
export type Question = (place: Place) => Promise<Answer<unknown>> | undefined;

/**
 * Asks one question after another, with a way back.
 * @param totalSteps the number of questions that the user is told; by default all of them
 * @returns false if the user gave up
 */
export async function askInTurn(
  title: string,
  questions: readonly Question[],
  totalSteps = questions.length,
): Promise<boolean> {
  for (let at = 0, forward = true; at < questions.length; ) {
    // A question that does not arise is passed over in the direction that the user goes.
    const asked = questions[at]!({ title, step: at + 1, totalSteps });
    if (asked) {
      const answer = await asked;
      if (answer === undefined) return false;
      forward = answer !== BACK;
    }
    at += forward ? 1 : -1;
  }
  return true;
}

/** Keeps an answer that is a value. */
export function keep<T>(answer: Answer<T>, store: (value: T) => void): Answer<T> {
  if (answer !== undefined && answer !== BACK) store(answer);
  return answer;
}

/** Lets the user choose one of several values. */
export function pick<T>(
  place: Place,
  placeholder: string,
  items: readonly (vscode.QuickPickItem & { readonly value: T })[],
  before: T | undefined,
): Promise<Answer<T>> {
  const input = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: T }>();
  input.items = items;
  input.placeholder = placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  // Setting an empty list of active items would unmark the first one, and Enter would do nothing.
  const known = items.find(({ value }) => value === before);
  if (known) input.activeItems = [known];
  return ask(input, place, (answer) => {
    const [chosen] = input.selectedItems;
    if (chosen) answer(chosen.value);
  });
}

/**
 * Lets the user type a text.
 * @param complain says what is wrong with a text; undefined if it is acceptable
 * @param check says what is wrong with it once it is complete, which may take longer
 */
export function type(
  place: Place,
  prompt: string,
  { value, placeholder }: { readonly value: string; readonly placeholder: string },
  complain: (text: string) => string | undefined,
  check?: (text: string) => Promise<string | undefined>,
): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = prompt;
  input.value = value;
  input.placeholder = placeholder;
  input.onDidChangeValue((text) => {
    input.validationMessage = complain(text.trim());
  });
  return ask(input, place, async (answer) => {
    const text = input.value.trim();
    const complaint = complain(text) ?? (await check?.(text));
    input.validationMessage = complaint;
    if (complaint === undefined) answer(text);
  });
}

function ask<T, I extends vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox>(
  input: I,
  place: Place,
  accept: (answer: (value: T) => void) => void | Promise<void>,
): Promise<Answer<T>> {
  Object.assign(input, place);
  input.ignoreFocusOut = true;
  input.buttons = place.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    input.onDidAccept(() => void accept(resolve));
    input.onDidTriggerButton(() => resolve(BACK));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose()) as Promise<Answer<T>>;
}
