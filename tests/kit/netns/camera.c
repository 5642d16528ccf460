/*
 * A camera for a browser on a machine without one: loaded into it (LD_PRELOAD), this answers the V4L2 requests about
 * regular files, which stand in /dev as video0, video1, … . A file is plugged in by being there and pulled out by being
 * removed: from then on every request says ENODEV, as the kernel does. Its first page holds the name of the camera, and
 * the two colour bytes (U, V) of its pictures: a bar that moves. The rest are the buffers, which the browser maps.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 320, HEIGHT = 240, FPS = 15, SIZE = WIDTH * HEIGHT * 3 / 2, PAGE = 4096, MOST = 4, FILES = 1024 };
/* Buffers begin on pages, or they could not be mapped. */
enum { BUFFER = (SIZE + PAGE - 1) / PAGE * PAGE, ALL = PAGE + MOST * BUFFER };

static struct {
  int queued[MOST], waiting;
  unsigned char *file;
  unsigned pictures;
} cameras[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int refuse(int why) {
  errno = why;
  return -1;
}

static void draw(unsigned char *file, int index, unsigned picture) {
  unsigned char *y = file + PAGE + index * BUFFER, *u = y + WIDTH * HEIGHT, *v = u + WIDTH * HEIGHT / 4;
  const int bar = (picture * 12) % WIDTH;
  for (int row = 0; row < HEIGHT; row++)
    for (int column = 0; column < WIDTH; column++) y[row * WIDTH + column] = column >= bar && column < bar + 40 ? 235 : 110;
  memset(u, file[64], WIDTH * HEIGHT / 4);
  memset(v, file[65], WIDTH * HEIGHT / 4);
}

static int format(struct v4l2_format *it) {
  if (it->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return refuse(EINVAL);
  memset(&it->fmt, 0, sizeof it->fmt);
  it->fmt.pix.width = WIDTH;
  it->fmt.pix.height = HEIGHT;
  it->fmt.pix.pixelformat = V4L2_PIX_FMT_YUV420;
  it->fmt.pix.field = V4L2_FIELD_NONE;
  it->fmt.pix.bytesperline = WIDTH;
  it->fmt.pix.sizeimage = SIZE;
  return 0;
}

static int next_picture(int fd, struct v4l2_buffer *it) {
  const struct timespec frame = {0, 1000000000 / FPS};
  nanosleep(&frame, NULL);
  pthread_mutex_lock(&lock);
  const int some = cameras[fd].waiting > 0 && cameras[fd].file;
  if (some) {
    it->index = cameras[fd].queued[0];
    cameras[fd].waiting--;
    memmove(cameras[fd].queued, cameras[fd].queued + 1, sizeof(int) * (MOST - 1));
    draw(cameras[fd].file, it->index, cameras[fd].pictures++);
  }
  pthread_mutex_unlock(&lock);
  if (!some) return refuse(EAGAIN);
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  it->bytesused = it->length = SIZE;
  it->flags = V4L2_BUF_FLAG_MAPPED | V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
  it->field = V4L2_FIELD_NONE;
  it->timestamp.tv_sec = now.tv_sec;
  it->timestamp.tv_usec = now.tv_nsec / 1000;
  it->m.offset = PAGE + it->index * BUFFER;
  return 0;
}

static int answer(int fd, unsigned long request, void *asked) {
  switch (request) {
    case VIDIOC_QUERYCAP: {
      struct v4l2_capability *it = asked;
      memset(it, 0, sizeof *it);
      if (pread(fd, it->card, sizeof it->card - 1, 0) < 0) return refuse(EIO);
      strcpy((char *)it->driver, "liuyun");
      strcpy((char *)it->bus_info, "platform:liuyun");
      it->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
      it->capabilities = it->device_caps | V4L2_CAP_DEVICE_CAPS;
      return 0;
    }
    case VIDIOC_ENUM_FMT: {
      struct v4l2_fmtdesc *it = asked;
      if (it->index > 0 || it->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return refuse(EINVAL);
      it->pixelformat = V4L2_PIX_FMT_YUV420;
      it->flags = 0;
      return 0;
    }
    case VIDIOC_ENUM_FRAMESIZES: {
      struct v4l2_frmsizeenum *it = asked;
      if (it->index > 0) return refuse(EINVAL);
      it->type = V4L2_FRMSIZE_TYPE_DISCRETE;
      it->discrete.width = WIDTH;
      it->discrete.height = HEIGHT;
      return 0;
    }
    case VIDIOC_ENUM_FRAMEINTERVALS: {
      struct v4l2_frmivalenum *it = asked;
      if (it->index > 0) return refuse(EINVAL);
      it->type = V4L2_FRMIVAL_TYPE_DISCRETE;
      it->discrete.numerator = 1;
      it->discrete.denominator = FPS;
      return 0;
    }
    case VIDIOC_G_FMT:
    case VIDIOC_S_FMT:
    case VIDIOC_TRY_FMT:
      return format(asked);
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM: {
      struct v4l2_streamparm *it = asked;
      it->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
      it->parm.capture.timeperframe.numerator = 1;
      it->parm.capture.timeperframe.denominator = FPS;
      return 0;
    }
    case VIDIOC_REQBUFS: {
      struct v4l2_requestbuffers *it = asked;
      if (it->memory != V4L2_MEMORY_MMAP) return refuse(EINVAL);
      if (it->count > MOST) it->count = MOST;
      pthread_mutex_lock(&lock);
      cameras[fd].waiting = 0;
      /* What is still mapped may be a camera that was pulled out: descriptors are used again. */
      if (cameras[fd].file) munmap(cameras[fd].file, ALL);
      cameras[fd].file = NULL;
      if (it->count > 0) {
        void *file = mmap(NULL, ALL, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        cameras[fd].file = file == MAP_FAILED ? NULL : file;
      }
      pthread_mutex_unlock(&lock);
      return 0;
    }
    case VIDIOC_QUERYBUF: {
      struct v4l2_buffer *it = asked;
      if (it->index >= MOST) return refuse(EINVAL);
      it->length = SIZE;
      it->m.offset = PAGE + it->index * BUFFER;
      return 0;
    }
    case VIDIOC_QBUF: {
      struct v4l2_buffer *it = asked;
      pthread_mutex_lock(&lock);
      if (cameras[fd].waiting < MOST && it->index < MOST) cameras[fd].queued[cameras[fd].waiting++] = it->index;
      pthread_mutex_unlock(&lock);
      return 0;
    }
    case VIDIOC_DQBUF:
      return next_picture(fd, asked);
    case VIDIOC_STREAMON:
    case VIDIOC_STREAMOFF:
      return 0;
    default:
      return refuse(ENOTTY);
  }
}

int ioctl(int fd, unsigned long request, ...) {
  va_list more;
  va_start(more, request);
  void *asked = va_arg(more, void *);
  va_end(more);
  struct stat file;
  const int ours = _IOC_TYPE(request) == 'V' && fd >= 0 && fd < FILES && fstat(fd, &file) == 0 && S_ISREG(file.st_mode);
  if (!ours) return syscall(SYS_ioctl, fd, request, asked);
  return file.st_nlink == 0 ? refuse(ENODEV) : answer(fd, request & 0xffffffff, asked);
}
