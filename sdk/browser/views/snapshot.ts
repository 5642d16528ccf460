/** How a frame is to be kept: its image type and quality, and whether as a download. */
export type SnapshotOptions = { imageType?: string; quality?: number; save?: boolean; fileName?: string };

/** The current frame of a video element as a data URL; '' before the first frame. */
export function snapshot(video: HTMLVideoElement | undefined, options: SnapshotOptions = {}): string {
  if (!video || video.videoWidth === 0) return '';
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const type = options.imageType ?? 'image/png';
  const picture = canvas.toDataURL(type, options.quality ?? 1);
  if (options.save) {
    const link = document.createElement('a');
    link.href = picture;
    link.download = options.fileName ?? `snapshot-${Date.now()}.${type.replace(/^image\//, '')}`;
    link.click();
  }
  return picture;
}
