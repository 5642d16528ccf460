/** Between a page and the main process. */
export const DESKTOP_CHANNEL = 'liuyun:desktop-sources';
