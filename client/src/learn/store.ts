import type * as vscode from 'vscode';
import { mergeProgress, NO_PROGRESS, type Progress, readProgress } from './progress.ts';

/** The key under which the progress is stored. */
export const PROGRESS_KEY = 'taskdef.progress';

/** The part of the editor's storage that the store needs. */
export type Memory = Pick<vscode.Memento, 'get' | 'update' | 'keys'>;

/**
 * Keeps the progress in the editor's storage. Other windows and machines write there too, so the stored progress is
 * merged into our own before every write, and again when the window gets the focus.
 */
export class ProgressStore implements vscode.Disposable {
  private known: Progress = NO_PROGRESS;
  private newer = false;
  private saving: Promise<void> = Promise.resolve();
  readonly onDidChange: vscode.Event<Progress>;

  constructor(
    private readonly memory: Memory,
    private readonly changed: vscode.EventEmitter<Progress>,
  ) {
    this.onDidChange = changed.event;
    this.takeStored();
  }

  get progress(): Progress {
    return this.known;
  }

  /** True if a newer version wrote the progress: it is left alone, and changes made here are not saved. */
  get readOnly(): boolean {
    return this.newer;
  }

  /** Changes the progress and saves it. */
  change(step: (progress: Progress) => Progress): Promise<void> {
    this.takeStored();
    this.known = step(this.known);
    this.changed.fire(this.known);
    return this.save();
  }

  /** Takes over what other windows have written, and restores what one of them may have overwritten. */
  async refresh(): Promise<void> {
    const before = JSON.stringify(this.known);
    const stored = this.takeStored();
    if (JSON.stringify(this.known) !== before) this.changed.fire(this.known);
    if (JSON.stringify(mergeProgress(this.known, NO_PROGRESS)) !== JSON.stringify(stored)) await this.save();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private takeStored(): Progress {
    const stored = this.memory.get<unknown>(PROGRESS_KEY);
    const reading = readProgress(stored);
    this.newer = reading.kind === 'newer';
    if (reading.kind === 'newer') return NO_PROGRESS;
    if (reading.damaged) this.setAside(stored);
    this.known = mergeProgress(this.known, reading.progress);
    return mergeProgress(reading.progress, NO_PROGRESS);
  }

  /** Keeps a copy of a store that cannot be read completely, under a separate key. */
  private setAside(stored: unknown): void {
    const copies = this.memory.keys().filter((key) => key.startsWith(`${PROGRESS_KEY}.damaged`));
    const text = JSON.stringify(stored);
    if (copies.some((key) => JSON.stringify(this.memory.get(key)) === text)) return;
    void this.memory.update(`${PROGRESS_KEY}.damaged.${Date.now()}`, stored);
  }

  private save(): Promise<void> {
    if (this.newer) return Promise.resolve();
    this.saving = this.saving.then(
      () => this.memory.update(PROGRESS_KEY, this.known),
      () => this.memory.update(PROGRESS_KEY, this.known),
    );
    return this.saving;
  }
}
