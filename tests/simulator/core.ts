import { randomBytes } from 'node:crypto';
import type { EventType, Secret, SecretKind, SimulatorEvent } from './events.ts';
import type { Switches } from './switches.ts';
import type { Deps } from './world.ts';

/** What every posed host is given: the world, the live switches and a way to tell. */
export interface Core {
  world: Deps;
  switches: Switches;
  tell: (type: EventType, facts?: Omit<SimulatorEvent, 'at' | 'type'>) => void;
  /** A fresh random value, remembered as a secret of that kind. */
  mint: (kind: SecretKind) => string;
  /** Remembers a secret that somebody else made. */
  remember: (kind: SecretKind, value: string | null | undefined) => void;
  secrets: () => Secret[];
}

/** Wires a world to its log and its list of secrets. */
export function createCore(world: Deps, switches: Switches): Core {
  const secrets = new Map<string, SecretKind>();
  const remember: Core['remember'] = (kind, value) => {
    // Shorter values would be found everywhere by a search for leaks.
    if (value && value.length >= 8) secrets.set(value, kind);
  };
  for (const client of world.clients.values()) remember('client_secret', client.secret);
  return {
    world,
    switches,
    tell: (type, facts = {}) => world.log.push({ at: Date.now(), type, ...facts }),
    mint: (kind) => {
      const value = randomBytes(24).toString('base64url');
      remember(kind, value);
      return value;
    },
    remember,
    secrets: () => [...secrets].map(([value, kind]) => ({ kind, value })),
  };
}
