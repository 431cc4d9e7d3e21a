import {
  type AnsweredRequest,
  afterRequest,
  atTheStart,
  type DeployState,
  progressInWords,
} from './requests';

/** How often the progress is printed. */
const countMillis = 2_000;
const stillMillis = 10_000;

/** Prints the progress of a deploy, without a line for each file. */
export class Progress {
  private current: DeployState = atTheStart;
  private printedWords = '';
  private printedFiles = 0;
  private printedAt: number;
  private readonly startedAt: number;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly files: number,
    private readonly printMessage: (text: string) => void,
    private readonly millis: () => number = () => performance.now(),
  ) {
    this.startedAt = millis();
    this.printedAt = this.startedAt;
    this.timer = setInterval(() => this.still(), stillMillis);
  }

  get state(): DeployState {
    return this.current;
  }

  saw(request: AnsweredRequest): void {
    this.current = afterRequest(this.current, request);
    const { uploadedFiles } = this.current;
    const words = progressInWords(this.current, this.files);
    if (words === undefined || words === this.printedWords) return;
    const isOnlyOneMore = uploadedFiles > this.printedFiles && uploadedFiles < this.files;
    if (isOnlyOneMore && this.millis() - this.printedAt < countMillis) return;
    this.printedWords = words;
    this.printedFiles = uploadedFiles;
    this.printedAt = this.millis();
    this.printMessage(`  ${words}`);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private still(): void {
    this.printMessage(`  … ${Math.round((this.millis() - this.startedAt) / 1000)} s`);
  }
}
