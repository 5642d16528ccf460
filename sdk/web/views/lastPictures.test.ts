import { installMedia } from '@liuyun/browser/fake/media';
import { type FakeElement, FakeMediaElement, type FakePage, installPage } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calls } from '../engine/Calls.ts';
import { Log } from '../engine/Log.ts';
import { Preview } from '../streams/Preview.ts';
import { StreamView } from './StreamView.ts';

let page: FakePage;
let container: FakeElement;
beforeEach(() => {
  installMedia();
  page = installPage();
  container = page.container('a');
});
afterEach(() => vi.unstubAllGlobals());

const KEEP = { clearLastFrame: false };
const newView = () => new StreamView(new MediaStream(), { local: false, calls: new Calls(new Log()) });
const shown = (place = container) => place.children as FakeMediaElement[];
const newest = () => page.created.filter((element) => element instanceof FakeMediaElement).at(-1) as FakeMediaElement;

/** One picture, which moves. */
function expectOne(): void {
  expect(shown()).toEqual([newest()]);
  expect(shown()[0]?.paused).toBe(false);
}

test('[WEB-31] a second play puts its picture in the place of the first, also where the last picture is to be left standing', () => {
  const view = newView();
  view.play('a', KEEP);
  const first = newest();
  view.play('a', { ...KEEP, mirror: true });
  expectOne();
  expect([first.srcObject, newest().style.transform]).toEqual([null, 'scaleX(-1)']);
  view.stop();
  expect([shown().length, shown()[0]?.paused]).toEqual([1, true]);
  view.play('a', KEEP);
  expectOne();
  view.playVideo('a');
  expectOne();
  view.stop();
  newView().play('a');
  expectOne();
});

test('[WEB-35] the last picture stands until the next one is seen, and that one is in its place from the beginning', () => {
  const view = newView();
  view.play('a', KEEP);
  const [last] = shown() as [FakeMediaElement];
  view.stop();
  page.mediaArrives = false;
  newView().play('a', KEEP);
  const next = newest();
  expect(shown()).toEqual([last, next]);
  expect(last.style).toMatchObject({ position: 'absolute', left: '3px', top: '4px', width: '640px', height: '360px' });
  expect([last.style.pointerEvents, next.style.position]).toEqual(['none', undefined]);
  next.arrive();
  expectOne();
  expect(last.srcObject).toBe(null);
});

test('[WEB-35] the last picture stays where it is in a list that was scrolled', () => {
  const view = newView();
  view.play('a', KEEP);
  const last = newest() as FakeMediaElement & { box: object; scrolled: object; getBoundingClientRect(): object };
  last.box = { left: 100, top: -50, width: 640, height: 360 };
  last.scrolled = { left: 20, top: 300 };
  const before = last.getBoundingClientRect();
  view.stop();
  page.mediaArrives = false;
  newView().play('a', KEEP);
  expect(last.style).toMatchObject({ position: 'absolute', width: '640px', height: '360px' });
  expect(last.getBoundingClientRect()).toEqual(before);
});

test('[WEB-35] where the next one stops before it is seen, the last picture stands again, unless nothing is to be left', () => {
  const view = newView();
  view.play('a', KEEP);
  const [last] = shown() as [FakeMediaElement];
  view.stop();
  page.mediaArrives = false;
  const second = newView();
  second.play('a', KEEP);
  const unseen = newest();
  second.stop();
  unseen.arrive();
  expect(shown()).toEqual([last]);
  expect(last.style).toMatchObject({ position: '', left: '', top: '', width: '100%', height: '100%', pointerEvents: '' });
  const third = newView();
  third.play('a');
  third.stop();
  expect(shown()).toEqual([]);
});

test('[WEB-35] a view that plays elsewhere leaves nothing behind, and nothing of what the app puts there is taken', () => {
  const other = page.container('b');
  const view = newView();
  view.play('a', KEEP);
  view.play('b', KEEP);
  expect([shown().length, shown(other)]).toEqual([0, [newest()]]);
  view.playVideo('a', KEEP);
  expect([shown().length, shown(other).length]).toEqual([1, 0]);
  view.stop();
  const own = page.createElement('video') as FakeMediaElement;
  own.pause();
  container.appendChild(own);
  view.play('a');
  expect(shown()).toEqual([own, newest()]);
});

test('[WEB-38] a preview that plays again is in the place of its last picture, and leaves none in another place', () => {
  const events = { canPlay: () => {}, blocked: () => {} };
  const [a, b] = [container, page.container('b')] as unknown as [HTMLElement, HTMLElement];
  for (const many of [false, true]) {
    const preview = new Preview('video', { many }, events);
    for (let plays = 0; plays < 3; plays++) {
      preview.play(new MediaStream(), a, KEEP);
      expectOne();
    }
    preview.stop();
    preview.play(new MediaStream(), a, KEEP);
    expectOne();
    preview.play(new MediaStream(), b, KEEP);
    expect([a.children.length, b.children.length]).toEqual([many ? 1 : 0, 1]);
    preview.stop();
    newView().play('a');
    expectOne();
    for (const place of [a, b]) for (const left of [...place.children]) left.remove();
  }
});
