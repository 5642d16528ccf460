/**
 * The pictures of a call: one tile per stream, and a layout that always fills the place.
 * Nothing here knows about the SDK; group-call.js tells each tile what to show.
 */
import { write, writeAttribute } from '../shared/language.js';

const RATIO = 4 / 3; // the shape tiles like best; pictures are cropped to fill them
const GAP = 10;

/** All tiles of the stage. `pinned` is the one that gets most of the place: a shared screen, or the one clicked. */
export class Tiles {
  #stage;
  #tiles = new Map();
  #pinned;

  constructor(stage) {
    this.#stage = stage;
    new ResizeObserver(() => this.#layOut()).observe(stage);
  }

  get size() {
    return this.#tiles.size;
  }

  get(streamID) {
    return this.#tiles.get(streamID);
  }

  ids() {
    return [...this.#tiles.keys()];
  }

  add(streamID, { name, isMe = false, isScreen = false }) {
    const tile = new Tile({ name, isMe, isScreen });
    tile.element.addEventListener('click', () => this.pin(this.#pinned === streamID ? undefined : streamID));
    tile.element.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.pin(this.#pinned === streamID ? undefined : streamID);
    });
    this.#tiles.set(streamID, tile);
    this.#stage.append(tile.element);
    if (isScreen && !isMe) this.#pinned = streamID;
    this.#layOut();
    return tile;
  }

  remove(streamID) {
    this.#tiles.get(streamID)?.element.remove();
    this.#tiles.delete(streamID);
    if (this.#pinned === streamID) this.#pinned = undefined;
    this.#layOut();
  }

  clear() {
    for (const streamID of this.ids()) this.remove(streamID);
  }

  pin(streamID) {
    this.#pinned = streamID;
    this.#layOut();
  }

  #layOut() {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    if (!width || !height) return;
    const all = [...this.#tiles.entries()];
    const big = all.find(([streamID]) => streamID === this.#pinned)?.[1];
    const small = all.map(([, tile]) => tile).filter((tile) => tile !== big);
    if (!big) return place(small, { left: 0, top: 0, width, height });

    // One big picture; the others in a strip at the longer side.
    big.element.dataset.big = '';
    if (!small.length) return big.moveTo(0, 0, width, height);
    const wide = width > height;
    const strip = wide ? Math.min(220, width * 0.24) : Math.min(130, height * 0.24);
    if (wide) {
      big.moveTo(0, 0, width - strip - GAP, height);
      place(small, { left: width - strip, top: 0, width: strip, height });
    } else {
      big.moveTo(0, 0, width, height - strip - GAP);
      place(small, { left: 0, top: height - strip, width, height: strip });
    }
  }
}

/** Puts tiles into a rectangle: the number of columns that makes them biggest wins. */
function place(tiles, { left, top, width, height }) {
  const count = tiles.length;
  let best = { area: 0, columns: 1, w: 0, h: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const roomX = (width - GAP * (columns - 1)) / columns;
    const roomY = (height - GAP * (rows - 1)) / rows;
    // A little taller or wider than RATIO is fine: the picture is cropped, the place is used.
    const w = Math.min(roomX, roomY * RATIO * 1.34);
    const h = Math.min(roomY, (w / RATIO) * 1.34);
    if (w * h > best.area) best = { area: w * h, columns, w, h };
  }
  const { columns, w, h } = best;
  const rows = Math.ceil(count / columns);
  const y0 = top + (height - rows * h - GAP * (rows - 1)) / 2;
  tiles.forEach((tile, index) => {
    delete tile.element.dataset.big;
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const x0 = left + (width - inRow * w - GAP * (inRow - 1)) / 2;
    tile.moveTo(x0 + (index % columns) * (w + GAP), y0 + row * (h + GAP), w, h);
  });
}

/** One stream: picture, name, muted or speaking, quality. */
class Tile {
  constructor({ name, isMe, isScreen }) {
    this.element = document.createElement('article');
    this.element.className = 'tile';
    this.element.tabIndex = 0;
    this.element.innerHTML = `
      <div class="avatar" aria-hidden="true"></div>
      <div class="picture"></div>
      <div class="quality" hidden><i></i><i></i><i></i></div>
      <div class="name"><svg class="muted-icon" hidden role="img"><use href="#i-mic"/></svg><span></span></div>`;
    if (isMe) this.element.dataset.me = '';
    if (isScreen) this.element.dataset.screen = '';
    const label = this.element.querySelector('.name span');
    if (isMe && isScreen) write(label, 'Your screen', '您的屏幕');
    else if (isScreen) write(label, `${name}’s screen`, `${name} 的屏幕`);
    else if (isMe) write(label, `${name} (you)`, `${name}（您）`);
    else write(label, name);

    const avatar = this.element.querySelector('.avatar');
    avatar.textContent = [...name][0]?.toUpperCase() ?? '?';
    // The same person has the same colour everywhere.
    let hue = 7;
    for (const letter of name) hue = (hue * 31 + letter.codePointAt(0)) % 360;
    avatar.style.setProperty('--hue', hue);
    writeAttribute(this.element.querySelector('.muted-icon'), 'aria-label', 'Microphone off', '麦克风已关闭');
  }

  get picture() {
    return this.element.querySelector('.picture');
  }

  moveTo(x, y, width, height) {
    Object.assign(this.element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  }

  /** Without a picture, the person's initial is seen. */
  showVideo(shown) {
    this.element.toggleAttribute('data-no-video', !shown);
  }

  showMicrophone(open) {
    this.element.querySelector('.muted-icon').toggleAttribute('hidden', open);
    if (!open) this.showLevel(0);
  }

  /** `level` is 0–100. Speech is usually above 10. */
  showLevel(level) {
    this.element.toggleAttribute('data-speaking', level > 10);
  }

  /** `grade` is −1 unknown, 0 excellent … 4 dead. `en` and `zh` say the figures behind it. */
  showQuality(grade, en, zh) {
    const badge = this.element.querySelector('.quality');
    badge.hidden = grade < 0;
    badge.dataset.grade = grade;
    writeAttribute(badge, 'title', en, zh);
  }
}
