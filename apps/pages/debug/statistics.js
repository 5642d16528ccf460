/** The table of the newest figures, one row per stream. */
const GRADES = ['excellent', 'good', 'middle', 'poor', 'dead'];

export class Statistics {
  #body;
  #rows = new Map();

  constructor(body) {
    this.#body = body;
  }

  state(streamID, state) {
    if (state === 'NO_PUBLISH' || state === 'NO_PLAY') return this.remove(streamID);
    this.#row(streamID).cells[1].textContent = state;
  }

  show(streamID, { video = {}, audio = {}, peerToPeerDelay }) {
    const row = this.#rows.get(streamID);
    if (!row) return;
    const figures = [
      [video.googCodecName, audio.audioCodec || audio.googCodecName].filter(Boolean).join(' + '),
      video.frameWidth ? `${video.frameWidth}×${video.frameHeight}` : '',
      round(video.videoFPS),
      round(video.videoBitrate),
      round(audio.audioBitrate),
      percent(Math.max(video.videoPacketsLostRate ?? 0, audio.audioPacketsLostRate ?? 0)),
      round(peerToPeerDelay),
      round(video.videoCumulativeBreakTime),
      GRADES[Math.max(video.videoQuality ?? -1, audio.audioQuality ?? -1)] ?? '',
    ];
    figures.forEach((text, index) => {
      row.cells[index + 2].textContent = text;
    });
  }

  remove(streamID) {
    this.#rows.get(streamID)?.remove();
    this.#rows.delete(streamID);
  }

  clear() {
    for (const streamID of [...this.#rows.keys()]) this.remove(streamID);
  }

  text() {
    return [...this.#body.rows].map((row) => [...row.cells].map((cell) => cell.textContent || '-').join('  ')).join('\n');
  }

  #row(streamID) {
    const known = this.#rows.get(streamID);
    if (known) return known;
    const row = this.#body.insertRow();
    for (let index = 0; index < 11; index++) row.insertCell();
    row.cells[0].textContent = streamID;
    row.cells[0].title = streamID;
    this.#rows.set(streamID, row);
    return row;
  }
}

const round = (value) => (Number.isFinite(value) ? String(Math.round(value)) : '');
const percent = (ratio) => (Number.isFinite(ratio) ? `${(ratio * 100).toFixed(1)} %` : '');
