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
  private told = '';
  private toldFiles = 0;
  private toldAt: number;
  private readonly startedAt: number;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly files: number,
    private readonly tell: (text: string) => void,
    private readonly millis: () => number = () => performance.now(),
  ) {
    this.startedAt = millis();
    this.toldAt = this.startedAt;
    this.timer = setInterval(() => this.still(), stillMillis);
  }

  get state(): DeployState {
    return this.current;
  }

  saw(request: AnsweredRequest): void {
    this.current = afterRequest(this.current, request);
    const { uploadedFiles } = this.current;
    const words = progressInWords(this.current, this.files);
    if (words === undefined || words === this.told) return;
    const isMerelyOneMore = uploadedFiles > this.toldFiles && uploadedFiles < this.files;
    if (isMerelyOneMore && this.millis() - this.toldAt < countMillis) return;
    this.told = words;
    this.toldFiles = uploadedFiles;
    this.toldAt = this.millis();
    this.tell(`  ${words}`);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private still(): void {
    this.tell(`  … ${Math.round((this.millis() - this.startedAt) / 1000)} s`);
  }
}
