import { RtcError } from '@liuyun/protocol/errors';
import type { AppRecord, AppStore, AppSummary, AppUpdate } from '../AppStore.ts';

/** Apps for as long as the process lives: for tests and throw-away servers. */
export class MemoryAppStore implements AppStore {
  readonly #apps = new Map<number, AppRecord>();
  #closed = false;

  async create(app: AppRecord): Promise<void> {
    this.#checkOpen();
    if (this.#apps.has(app.appID)) throw new RtcError('INPUT_PARAM', `app ${app.appID} exists already`);
    this.#apps.set(app.appID, structuredClone(app));
  }

  async find(appID: number): Promise<AppRecord | undefined> {
    this.#checkOpen();
    return structuredClone(this.#apps.get(appID));
  }

  async list(): Promise<AppRecord[]> {
    this.#checkOpen();
    const apps = [...this.#apps.values()].sort((a, b) => a.createdAt - b.createdAt || a.appID - b.appID);
    return structuredClone(apps);
  }

  async summaries(): Promise<AppSummary[]> {
    return (await this.list()).map(({ appID, name, createdAt }) => ({ appID, name, createdAt }));
  }

  async update(appID: number, update: AppUpdate): Promise<AppRecord> {
    this.#checkOpen();
    const app = this.#apps.get(appID);
    if (!app) throw new RtcError('APP_ID_UNKNOWN', String(appID));
    const change = typeof update === 'function' ? update(structuredClone(app)) : update;
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const { callback, previousSecret, ...changed }: AppRecord = { ...app, ...structuredClone(given) };
    const after = { ...changed, ...(callback && { callback }), ...(previousSecret && { previousSecret }) };
    this.#apps.set(appID, after);
    return structuredClone(after);
  }

  async remove(appID: number): Promise<boolean> {
    this.#checkOpen();
    return this.#apps.delete(appID);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('the store is closed');
  }
}
