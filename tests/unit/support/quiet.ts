const turn = () => new Promise((go) => setImmediate(go));

/** Lets what nobody waits for come to its end. Nothing may be told by it: on a busy computer it may not. */
export async function quiet(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await turn();
}

/** Waits for what nobody answers for; each time as soon as it may be. */
export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; !(await is()); turns += 1) {
    if (turns > 1_000_000) throw new Error(`It never came to be: ${is}`);
    await turn();
  }
}
