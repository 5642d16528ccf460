import type { AppRecord } from '../stores/AppStore.ts';

/** The secrets that an app's server may use now: the ServerSecret, and the former one while its grace lasts. */
export function serverSecrets({ serverSecret, previousSecret }: AppRecord, now: number): string[] {
  return previousSecret && previousSecret.until > now ? [serverSecret, previousSecret.secret] : [serverSecret];
}
