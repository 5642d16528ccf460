import type { BackupFile } from '../../stores/DataFolder.ts';

type Kept = {
  ticket: string;
  file: BackupFile;
  /** The session that asked for it. */
  owner: string;
  /** Unix ms. */
  until: number;
};

/** The backup that waits to be downloaded: one at a time, for who asked for it, once. */
export class Backups {
  /** One is being written. */
  writing = false;
  #kept: Kept | undefined;

  keep(kept: Kept): void {
    this.#kept = kept;
  }

  /** The file, which is the caller's to take away from now on. */
  take({ ticket, owner, now }: { ticket: string; owner: string; now: number }): BackupFile | undefined {
    const kept = this.#kept;
    if (!kept || kept.ticket !== ticket || kept.owner !== owner || now >= kept.until) return undefined;
    this.#kept = undefined;
    return kept.file;
  }

  /** Takes away what nobody came for in time. */
  async expire(now: number): Promise<void> {
    if (this.#kept && now >= this.#kept.until) await this.forget();
  }

  /** Takes away what nobody has come for. */
  async forget(): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    await kept?.file.remove();
  }
}
