import type { Voicemail } from '../call-board';
import type { ReceivedVoicemail, SimulationState } from '../protocol';
import { duration } from '../words';
import { byId, element, setText } from './element';
import type { WallClock } from './wall-clock';

const voicemailsShown = 10;

/** The voicemails that callers left, and what the team's own server received. */
export class VoicemailsView {
  private readonly box = byId('voicemails-box', HTMLElement);
  private readonly list = byId('voicemails', HTMLElement);
  private drawn = '';

  constructor(private readonly wallClock: WallClock) {}

  update(voicemails: readonly Voicemail[], { received, edgeUrl, domain }: SimulationState): void {
    const shown = voicemails.slice(-voicemailsShown).reverse();
    const key = JSON.stringify([shown, received]);
    if (key === this.drawn) return;
    this.drawn = key;
    this.box.hidden = shown.length === 0;
    setText(byId('voicemails-count', HTMLElement), String(voicemails.length));
    this.list.replaceChildren(
      ...shown.map((voicemail) => {
        const message = received?.findLast(({ id }) => id === voicemail.recording);
        const link = message && edgeUrl ? message.link.replace(`https://${domain}`, edgeUrl) : undefined;
        return this.view(voicemail, message, link);
      }),
    );
  }

  private view(
    voicemail: Voicemail,
    message: ReceivedVoicemail | undefined,
    link: string | undefined,
  ): HTMLElement {
    const { name, queue, seconds, at } = voicemail;
    return element(
      'li',
      { class: 'voicemail' },
      element(
        'p',
        {},
        element('b', {}, name),
        ` · ${queue} · ${seconds === null ? 'length unknown' : duration(seconds)} · `,
        element('time', { datetime: at }, this.wallClock.time(at)),
      ),
      element(
        'p',
        { class: 'hint' },
        deliveryInWords(voicemail, message),
        link === undefined ? undefined : ' ',
        link === undefined
          ? undefined
          : element('a', { href: link, target: '_blank', rel: 'noreferrer' }, 'Open its link'),
      ),
    );
  }
}

function deliveryInWords({ delivery, why }: Voicemail, message: ReceivedVoicemail | undefined): string {
  switch (delivery) {
    case 'delivered':
      return message
        ? `The receiver got it: ${duration(message.seconds)}, with a valid signature.`
        : 'Delivered to the receiver.';
    case 'failed':
      return `Not delivered: ${why ?? 'the receiver did not answer'}.`;
    case 'too-short':
      return 'Too short: it counts as a hang-up and is not sent.';
    case 'not-configured':
      return `Not sent: ${why ?? 'no receiver is set'}.`;
    default:
      return delivery satisfies never;
  }
}
