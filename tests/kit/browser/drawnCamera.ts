/** How somebody looks to their camera. Colours are CSS colours. */
export type Look = {
  wall: string;
  light: string;
  shirt: string;
  skin: string;
  hair: string;
  style: 'short' | 'long' | 'bun' | 'beard';
  silent?: boolean;
};

/** For pictures in the documentation: a camera that shows a drawn person. Runs in the page before every other script. */
export function drawnCamera(look: Look): void {
  const devices = navigator.mediaDevices;
  const native = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await native(constraints);
    if (look.silent) {
      const [silence] = new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
      for (const microphone of stream.getAudioTracks()) stream.removeTrack(microphone);
      if (silence) stream.addTrack(silence);
    }
    const [camera] = stream.getVideoTracks();
    if (!camera) return stream;
    const { width = 640, height = 480 } = camera.getSettings();
    camera.stop();
    stream.removeTrack(camera);
    const [drawn] = draw(width, height).getVideoTracks();
    if (drawn) stream.addTrack(drawn);
    return stream;
  };

  function draw(width: number, height: number): MediaStream {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    const began = performance.now() - Math.random() * 5000;
    setInterval(() => paint(pen, { width, height, time: (performance.now() - began) / 1000 }), 50);
    return canvas.captureStream(20);
  }

  function paint(pen: CanvasRenderingContext2D, { width, height, time }: { width: number; height: number; time: number }): void {
    const ellipse = (x: number, y: number, rx: number, ry: number, colour: string) => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
      pen.fill();
    };
    const wall = pen.createLinearGradient(0, 0, width, height);
    wall.addColorStop(0, look.light);
    wall.addColorStop(1, look.wall);
    pen.fillStyle = wall;
    pen.fillRect(0, 0, width, height);
    // A picture on the wall, so that the room is a room.
    pen.fillStyle = 'rgb(255 255 255 / 22%)';
    pen.fillRect(width * 0.08, height * 0.14, width * 0.17, height * 0.3);

    const u = height / 480;
    const x = width * 0.53 + Math.sin(time * 0.9) * 6 * u;
    const y = height * 0.47 + Math.sin(time * 1.7) * 3 * u;
    if (look.style === 'long') ellipse(x, y + 45 * u, 104 * u, 150 * u, look.hair);
    if (look.style === 'bun') ellipse(x + 6 * u, y - 128 * u, 42 * u, 38 * u, look.hair);
    ellipse(x, height + 70 * u, 205 * u, 195 * u, look.shirt);
    pen.fillStyle = look.skin;
    pen.fillRect(x - 31 * u, y + 60 * u, 62 * u, 78 * u);
    ellipse(x, y + 134 * u, 46 * u, 24 * u, look.skin);
    ellipse(x, y, 80 * u, 102 * u, look.skin);
    if (look.style === 'beard') {
      pen.save();
      pen.beginPath();
      pen.rect(x - 90 * u, y + 26 * u, 180 * u, 100 * u);
      pen.clip();
      ellipse(x, y + 8 * u, 81 * u, 100 * u, look.hair);
      pen.restore();
    }
    pen.save();
    pen.beginPath();
    pen.rect(x - 110 * u, y - 150 * u, 220 * u, 118 * u);
    pen.clip();
    ellipse(x, y - 12 * u, 84 * u, 104 * u, look.hair);
    pen.restore();
    ellipse(x, y - 26 * u, 76 * u, 30 * u, look.skin);

    const blink = time % 3.7 < 0.15 ? 1.5 : 8;
    for (const side of [-1, 1]) ellipse(x + side * 28 * u, y - 4 * u, 7 * u, blink * u, '#2a2320');
    const talk = 5 + 6 * Math.abs(Math.sin(time * 5)) * (Math.sin(time * 0.8) > 0 ? 1 : 0.15);
    ellipse(x, y + 50 * u, 21 * u, talk * u, look.style === 'beard' ? '#e9a6a0' : '#a8473f');
  }
}
