type Mode = 'exclusive' | 'shared';
type Work<T> = () => T | Promise<T>;

/** As much of the Web Locks API as is used here, for one thread: turns are taken in order. */
export class Locks {
  readonly #queues = new Map<string, { mode: Mode; done: Promise<unknown> }[]>();

  async request<T>(name: string, options: { mode?: Mode } | Work<T>, work?: Work<T>): Promise<T> {
    const { mode = 'exclusive' } = typeof options === 'function' ? {} : options;
    const run = typeof options === 'function' ? options : (work as Work<T>);
    const before = this.#queues.get(name) ?? [];
    const inWay = before.filter((one) => mode === 'exclusive' || one.mode === 'exclusive');
    const outcome = Promise.all(inWay.map(({ done }) => done)).then(run);
    const turn = { mode, done: outcome.catch(() => undefined) };
    this.#queues.set(name, [...before, turn]);
    void turn.done.then(() => {
      this.#queues.set(
        name,
        (this.#queues.get(name) ?? []).filter((one) => one !== turn),
      );
    });
    return outcome;
  }
}
