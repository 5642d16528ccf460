/** `react-native-view-shot` in a browser, for views with a video: what is seen of it, in the size of the view. */
export async function captureRef(view: object | null, options: { quality?: number } = {}): Promise<string> {
  const video = (view as HTMLElement | null)?.querySelector('video');
  if (!video || video.videoWidth === 0) throw new Error('nothing to see');
  const canvas = document.createElement('canvas');
  canvas.width = video.clientWidth;
  canvas.height = video.clientHeight;
  const contained = video.style.objectFit === 'contain';
  const scales = [canvas.width / video.videoWidth, canvas.height / video.videoHeight];
  const scale = contained ? Math.min(...scales) : Math.max(...scales);
  const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
  canvas.getContext('2d')?.drawImage(video, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
  return canvas.toDataURL('image/jpeg', options.quality).replace(/^data:[^,]*,/, '');
}
