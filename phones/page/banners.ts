import type { SimulationState } from '../protocol';
import { clockTime } from '../words';
import { byId, setAttribute, setText } from './element';

/** A connection that comes back this soon needs no message. */
const patienceMillis = 1200;

/** Messages for the whole page: a lost connection, a failed build, a refused request, a scene. */
export class Banners {
  private readonly connection = byId('connection', HTMLElement);
  private readonly complaint = byId('complaint', HTMLElement);
  private readonly scene = byId('scene-banner', HTMLElement);
  private readonly problem = byId('problem', HTMLElement);
  private lost: ReturnType<typeof setTimeout> | undefined;
  private played: SimulationState['scene'];

  constructor() {
    byId('complaint-close', HTMLButtonElement).addEventListener('click', () => this.forgetComplaint());
  }

  showConnection(isThere: boolean): void {
    if (isThere) {
      clearTimeout(this.lost);
      this.lost = undefined;
      // What was refused in the meantime can be done now.
      if (!this.connection.hidden) this.forgetComplaint();
      this.connection.hidden = true;
      return;
    }
    this.lost ??= setTimeout(() => {
      setText(
        this.connection,
        'The connection is lost. Is npm start still running? This page reconnects automatically.',
      );
      this.connection.hidden = false;
    }, patienceMillis);
  }

  complain(words: string): void {
    setText(byId('complaint-text', HTMLElement), words);
    this.complaint.hidden = false;
  }

  /** Returns whether there was one. */
  forgetComplaint(): boolean {
    const wasShown = !this.complaint.hidden;
    this.complaint.hidden = true;
    return wasShown;
  }

  show({ problem, scene }: SimulationState): void {
    this.played = scene;
    this.problem.hidden = problem === undefined;
    setText(byId('problem-text', HTMLElement), problem ?? '');
    this.scene.hidden = scene === undefined;
    setText(byId('scene-text', HTMLElement), scene ? sceneInWords(scene) : '');
    setAttribute(this.scene, 'data-over', scene?.isOver);
    setAttribute(this.scene, 'data-wrong', scene !== undefined && scene.wentWrong.length > 0);
  }

  tick(nowMillis: number): void {
    const next = this.played?.isOver ? undefined : this.played?.next;
    setText(byId('scene-next', HTMLElement), next ? nextInWords(next, nowMillis) : '');
  }
}

function sceneInWords({ name, isOver, wentWrong }: NonNullable<SimulationState['scene']>): string {
  if (wentWrong.length > 0) return `${name}. Not as scripted: ${wentWrong.join(' ')}`;
  return isOver ? `${name}. The scene is over and went as scripted.` : name;
}

function nextInWords(
  { words, at }: { readonly words: string; readonly at?: string },
  nowMillis: number,
): string {
  if (at === undefined) return `Next: ${words}`;
  return `Next, in ${clockTime((Date.parse(at) - nowMillis) / 1000 + 0.999)}: ${words}`;
}
