type Heard = (event: { data: unknown }) => void;

const open = new Set<Channel>();
/** What was said on any channel since the test began. */
export const told: unknown[] = [];

/** BroadcastChannel within one test: Node's own reaches the tests of other threads. */
export class Channel {
  readonly name: string;
  onmessage: Heard | null = null;

  constructor(name: string) {
    this.name = name;
    open.add(this);
  }

  postMessage(data: unknown): void {
    told.push(data);
    for (const one of open) if (one !== this && one.name === this.name) one.onmessage?.({ data });
  }

  close(): void {
    open.delete(this);
  }
}

export function freshChannels(): void {
  open.clear();
  told.length = 0;
}
