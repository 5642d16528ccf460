import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cloud } from '../../kit/browser/startCloud.ts';
import { Signalling } from '../../kit/codecless/Signalling.ts';

/** Resident memory of the server and its workers. `idle` in MB, the others in kB for one more of them. */
export type Memory = { idleMB: number; perRoomKB: number; perUserKB: number; rooms: number; users: number };

const ROOMS = 200;
const USERS = 400;
const SETTLE_MS = 3_000;
/** A room takes 200 logins a second. */
const BETWEEN_LOGINS_MS = 8;

/** Fills a fresh server with rooms of one user, then one room with many users. Only where there is /proc. */
export async function measureMemory(cloud: Cloud): Promise<Memory | undefined> {
  if (process.platform !== 'linux') return undefined;
  const appSign = /AppSign\s+(\w+)/.exec(cloud.output())?.[1];
  const { appID, server } = await cloud.access({ userID: 'somebody' });
  const sockets: Signalling[] = [];
  const login = async (roomID: string, userID: string) => {
    const socket = await Signalling.connect(server);
    sockets.push(socket);
    await pause(BETWEEN_LOGINS_MS);
    await socket.ask('loginRoom', {
      appID,
      roomID,
      user: { userID, userName: userID },
      appSign,
      userUpdate: false,
      maxMemberCount: 0,
      client: { sdk: 'bench', version: '1', platform: 'bench' },
    });
  };
  try {
    // What is loaded and compiled at the first use is not a matter of rooms and users.
    for (let index = 0; index < 20; index++) await login(`warm-${index}`, `warm-${index}`);
    await pause(SETTLE_MS);
    const idle = residentKB(cloud.pid);
    for (let index = 0; index < ROOMS; index++) await login(`room-${index}`, `user-${index}`);
    await pause(SETTLE_MS);
    const withRooms = residentKB(cloud.pid);
    for (let index = 0; index < USERS; index++) await login('hall', `guest-${index}`);
    await pause(SETTLE_MS);
    const withUsers = residentKB(cloud.pid);
    const perUserKB = (withUsers - withRooms) / USERS;
    return {
      idleMB: Math.round(idle / 102.4) / 10,
      perUserKB: Math.round(perUserKB),
      // Each of these rooms has a user in it.
      perRoomKB: Math.round((withRooms - idle) / ROOMS - perUserKB),
      rooms: ROOMS,
      users: USERS,
    };
  } finally {
    await Promise.all(sockets.map((socket) => socket.close()));
  }
}

/** Of a process and all its descendants, from /proc (proc(5)). */
function residentKB(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => statusOf(name, 'PPid') === pid)
    .map(Number);
  return statusOf(String(pid), 'VmRSS') + children.reduce((sum, child) => sum + residentKB(child), 0);
}

function statusOf(pid: string, field: string): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // ended meanwhile
  }
}
