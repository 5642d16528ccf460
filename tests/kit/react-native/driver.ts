import ZegoExpressEngine, { provideModules, ZegoTextureView } from '@liuyun/react-native';
import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { findNodeHandle, View } from 'react-native';
import { captureRef } from './viewShot.ts';

/** What a test reaches on the page: the SDK, its events, and views that it can ask for. */
export type Driver = {
  ZegoExpressEngine: typeof ZegoExpressEngine;
  events: { name: string; args: unknown[]; at: number }[];
  /** Mounts a view of this name; resolves its reactTag. */
  view(name: string): Promise<number>;
};

let add: (name: string) => void = () => {};
const waiting = new Map<string, (tag: number) => void>();

function App() {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    add = (name) => setNames((before) => [...before, name]);
  }, []);
  const views = names.map((name) =>
    createElement(ZegoTextureView, {
      key: name,
      testID: name,
      style: { width: 320, height: 240 },
      ref: (view) => {
        const tag = findNodeHandle(view);
        if (typeof tag === 'number') waiting.get(name)?.(tag);
      },
    }),
  );
  return createElement(View, null, ...views);
}

const driver: Driver = {
  ZegoExpressEngine,
  events: [],
  view: (name) =>
    new Promise((resolve) => {
      waiting.set(name, resolve);
      add(name);
    }),
};
Object.assign(window, { phone: driver });
provideModules({ ViewShot: { captureRef } });

const root = document.getElementById('root');
if (root) createRoot(root).render(createElement(App));
