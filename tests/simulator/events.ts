/** Something that happened. Never contains a secret, so tests may print it. */
export interface SimulatorEvent {
  at: number;
  type: EventType;
  account?: string;
  client?: string;
  site?: string;
  detail?: string;
}

/** All kinds of events. */
export type EventType =
  | 'client-registered'
  | 'authorize-seen'
  | 'authorize-refused'
  | 'signed-in'
  | 'signed-out'
  | 'consent-shown'
  | 'consent-expired'
  | 'access-denied'
  | 'blocked'
  | 'domain-refused'
  | 'accepted'
  | 'cancelled'
  | 'granted'
  | 'installed'
  | 'uninstalled'
  | 'toggle-changed'
  | 'code-issued'
  | 'token-exchanged'
  | 'token-refreshed'
  | 'token-refused'
  | 'callback-received'
  | 'callback-refused'
  | 'connected';

/** A value that must never leave the flow it was made for. */
export interface Secret {
  kind: SecretKind;
  value: string;
}

/** What a secret is. */
export type SecretKind =
  | 'state'
  | 'code_verifier'
  | 'code_challenge'
  | 'code'
  | 'access_token'
  | 'refresh_token'
  | 'context'
  | 'csrf'
  | 'session'
  | 'client_secret';
