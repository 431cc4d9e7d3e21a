import type { SimulationState } from '../protocol';
import { byId, setAttribute, setText } from './element';

/** A connection that comes back at once is not worth a word. */
const patienceMillis = 1200;

/** What the whole page has to say: that nobody answers, that something does not build, that a wish was not met. */
export class Banners {
  private readonly connection = byId('connection', HTMLElement);
  private readonly complaint = byId('complaint', HTMLElement);
  private readonly scene = byId('scene-banner', HTMLElement);
  private readonly problem = byId('problem', HTMLElement);
  private lost: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    byId('complaint-close', HTMLButtonElement).addEventListener('click', () => {
      this.complaint.hidden = true;
    });
  }

  showConnection(isThere: boolean): void {
    if (isThere) {
      clearTimeout(this.lost);
      this.lost = undefined;
      // What could not be done meanwhile can be done now.
      if (!this.connection.hidden) this.forgetComplaint();
      this.connection.hidden = true;
      return;
    }
    this.lost ??= setTimeout(() => {
      setText(
        this.connection,
        'The connection is lost. Is npm start still running? This page goes on when it is.',
      );
      this.connection.hidden = false;
    }, patienceMillis);
  }

  complain(words: string): void {
    setText(byId('complaint-text', HTMLElement), words);
    this.complaint.hidden = false;
  }

  forgetComplaint(): void {
    this.complaint.hidden = true;
  }

  show({ problem, scene }: SimulationState): void {
    this.problem.hidden = problem === undefined;
    setText(byId('problem-text', HTMLElement), problem ?? '');
    this.scene.hidden = scene === undefined;
    setText(byId('scene-text', HTMLElement), scene ? sceneInWords(scene) : '');
    setAttribute(this.scene, 'data-over', scene?.isOver);
    setAttribute(this.scene, 'data-wrong', scene !== undefined && scene.wentWrong.length > 0);
  }
}

function sceneInWords({ name, isOver, wentWrong }: NonNullable<SimulationState['scene']>): string {
  if (wentWrong.length > 0) return `${name}. Not as told: ${wentWrong.join(' ')}`;
  return isOver ? `${name}. It is over, and came out as told.` : `${name}.`;
}
