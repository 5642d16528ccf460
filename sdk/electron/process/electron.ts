/** As much of Electron's own modules as the two scripts use; `electron` itself is the app's. */
export type Source = { id: string; name: string; thumbnail: Image; appIcon: Image | null };
type Image = { isEmpty(): boolean; toDataURL(): string };
export type SourceOptions = {
  types: ('screen' | 'window')[];
  thumbnailSize?: { width: number; height: number };
  fetchWindowIcons?: boolean;
};

export type MainElectron = {
  ipcMain: {
    removeHandler(channel: string): void;
    handle(channel: string, listener: (event: unknown, options: unknown) => Promise<unknown>): void;
  };
  desktopCapturer: { getSources(options: SourceOptions): Promise<Source[]> };
  session: {
    defaultSession: {
      setDisplayMediaRequestHandler?(
        handler: (request: unknown, callback: (streams: { video?: Source }) => void) => void,
        options?: { useSystemPicker: boolean },
      ): void;
    };
  };
  app: { whenReady(): Promise<void> };
};

export type PreloadElectron = {
  contextBridge: { exposeInMainWorld(name: string, api: object): void };
  ipcRenderer: { invoke(channel: string, options: unknown): Promise<unknown> };
};
