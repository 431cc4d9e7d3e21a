/** Sends the keys of each telephone in the order of the key presses: separate requests could overtake each other. */
export class KeyPresses {
  private readonly waiting = new Map<string, string>();

  constructor(private readonly send: (call: string, keys: string) => Promise<unknown>) {}

  press(call: string, key: string): void {
    const waiting = this.waiting.get(call);
    this.waiting.set(call, (waiting ?? '') + key);
    if (waiting === undefined) void this.sendAll(call);
  }

  private async sendAll(call: string): Promise<void> {
    for (let keys = this.waiting.get(call); keys; keys = this.waiting.get(call)) {
      this.waiting.set(call, '');
      await this.send(call, keys);
    }
    this.waiting.delete(call);
  }
}
